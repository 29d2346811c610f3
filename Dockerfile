# What the server needs, and the client, built. npm brings the Node that the server runs on (node_modules/.bin/node).
FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY tsconfig.json vite.config.ts ./
COPY server server
COPY client client
COPY migrations migrations
COPY seeds seeds
# Below a path of another address, such as /drill/: the client's own addresses begin with it.
ARG BASE_PATH=/
ENV BASE_PATH=$BASE_PATH
RUN npm run build

FROM debian:trixie-slim
RUN apt-get update \
  && apt-get install --yes --no-install-recommends libatomic1 ca-certificates tzdata \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --no-create-home drill \
  && install --directory --owner=drill --mode=700 /data
WORKDIR /app
COPY --from=build /app /app
ARG BASE_PATH=/
ENV BASE_PATH=$BASE_PATH HOST=0.0.0.0 PORT=3000 DATA_DIR=/data PATH=/app/node_modules/.bin:$PATH
USER drill
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "server/cli/healthy.ts"]
CMD ["node", "server/main.ts"]
