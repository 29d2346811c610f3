import type { Database as Sqlite, Statement } from "better-sqlite3";
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteQueryCompiler, SqliteIntrospector } from "kysely";
import type { DatabaseConnection, Dialect, Driver, Kysely, SqliteDatabase } from "kysely";

/** More distinct queries than the program has; lists of varying length must not fill the memory. */
const MOST_STATEMENTS = 500;

/** Kysely on one SQLite connection, with statements prepared once and transactions that end as they say. */
export function sqliteDialect(sqlite: Sqlite): Dialect {
  const plain = new SqliteDialect({ database: remembering(sqlite) });
  return {
    createDriver: () => withSafeTransactions(plain.createDriver(), sqlite),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  };
}

/** Kysely prepares a query whenever it runs, which takes longer than to run it. */
function remembering(sqlite: Sqlite): SqliteDatabase {
  const statements = new Map<string, Statement>();
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      if (statements.size >= MOST_STATEMENTS) statements.clear();
      const statement = sqlite.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    close() {
      statements.clear();
      sqlite.close();
    },
  };
}

/**
 * A plain BEGIN takes the lock at the first write, too late to wait for another writer: it fails at once. And
 * SQLite ends a transaction by itself when the disk is full; a ROLLBACK then would hide why.
 */
function withSafeTransactions(driver: Driver, sqlite: Sqlite): Driver {
  driver.beginTransaction = async (connection: DatabaseConnection) => {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  };
  driver.rollbackTransaction = async (connection: DatabaseConnection) => {
    if (sqlite.inTransaction) await connection.executeQuery(CompiledQuery.raw("rollback"));
  };
  return driver;
}
