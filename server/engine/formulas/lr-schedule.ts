/** The learning rate at given steps t, counted from 0. */
export type ScheduleDocument = { readonly type: "lr_schedule"; readonly config: ScheduleConfig };

export type ScheduleConfig = { readonly lr0: number; readonly t: number[] } & (
  | { readonly kind: "step"; readonly step_size: number; readonly gamma: number }
  | { readonly kind: "exponential"; readonly gamma: number }
  | { readonly kind: "cosine"; readonly T_max: number; readonly lr_min: number }
  | { readonly kind: "warmup_linear"; readonly warmup: number }
);

export const schedule = ({ config }: ScheduleDocument): { readonly lr: number[] } => ({
  lr: config.t.map((t) => rateAt(config, t)),
});

/**
 * step: lr0 gamma^floor(t / s). exponential: lr0 gamma^t. cosine: lr_min + (lr0 - lr_min)(1 + cos(pi t / T)) / 2
 * (Loshchilov & Hutter 2016). warmup_linear: lr0 min(1, (t + 1) / warmup) (Goyal et al. 2017).
 */
function rateAt(config: ScheduleConfig, t: number): number {
  const { lr0 } = config;
  switch (config.kind) {
    case "step":
      return lr0 * config.gamma ** Math.floor(t / config.step_size);
    case "exponential":
      return lr0 * config.gamma ** t;
    case "cosine":
      return config.lr_min + ((lr0 - config.lr_min) * (1 + Math.cos((Math.PI * t) / config.T_max))) / 2;
    case "warmup_linear":
      return lr0 * Math.min(1, (t + 1) / config.warmup);
  }
}
