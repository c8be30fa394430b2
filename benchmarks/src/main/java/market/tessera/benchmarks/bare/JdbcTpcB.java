package market.tessera.benchmarks.bare;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import market.tessera.benchmarks.load.ClosedLoop;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.stage.Stage;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The same tables and transaction as {@code pgbench} has, for machines without it. */
record JdbcTpcB(Stage stage) implements TpcB {
    private static final int ACCOUNTS = 100_000;
    private static final int TELLERS = 10;
    private static final List<String> TABLES = List.of(
            "create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100)",
            "create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100)",
            "create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100)",
            "create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))",
            "insert into pgbench_branches select b, 0, '' from generate_series(1, %d) b".formatted(SCALE),
            "insert into pgbench_tellers select t, (t - 1) / %d + 1, 0, '' from generate_series(1, %d) t"
                    .formatted(TELLERS, TELLERS * SCALE),
            "insert into pgbench_accounts select a, (a - 1) / %d + 1, 0, '' from generate_series(1, %d) a"
                    .formatted(ACCOUNTS, ACCOUNTS * SCALE));

    @Override
    public String name() {
        return "bare PostgreSQL: TPC-B over JDBC";
    }

    @Override
    public Load run(ClosedLoop loop) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var sql : TABLES) {
                statement.execute(sql);
            }
            statement.execute("vacuum analyze");
        }
        var threads = Schedulers.newBoundedElastic(loop.connections(), loop.connections(), "tpc-b");
        var connections = connections(loop.connections());
        try {
            return loop.run(_ -> transfer(connections).subscribeOn(threads));
        } finally {
            close(connections, threads);
        }
    }

    private static Mono<Integer> transfer(BlockingQueue<Connection> connections) {
        return Mono.fromCallable(() -> {
            var connection = connections.take();
            try {
                return transfer(connection);
            } finally {
                connections.add(connection);
            }
        });
    }

    private static int transfer(Connection connection) throws SQLException {
        var random = ThreadLocalRandom.current();
        var account = random.nextInt(ACCOUNTS * SCALE) + 1;
        var branch = random.nextInt(SCALE) + 1;
        var teller = random.nextInt(TELLERS * SCALE) + 1;
        var delta = random.nextInt(-5_000, 5_001);
        execute(connection, "update pgbench_accounts set abalance = abalance + ? where aid = ?", delta, account);
        var balance = balance(connection, account);
        execute(connection, "update pgbench_tellers set tbalance = tbalance + ? where tid = ?", delta, teller);
        execute(connection, "update pgbench_branches set bbalance = bbalance + ? where bid = ?", delta, branch);
        execute(
                connection,
                "insert into pgbench_history (tid, bid, aid, delta, mtime) values (?, ?, ?, ?, current_timestamp)",
                teller,
                branch,
                account,
                delta);
        connection.commit();
        return balance;
    }

    private static int balance(Connection connection, int account) throws SQLException {
        try (var query = connection.prepareStatement("select abalance from pgbench_accounts where aid = ?")) {
            query.setInt(1, account);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void execute(Connection connection, String sql, int... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < values.length; index++) {
                statement.setInt(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }

    private BlockingQueue<Connection> connections(int count) throws SQLException {
        var connections = new ArrayBlockingQueue<Connection>(count);
        for (var index = 0; index < count; index++) {
            var connection = connect();
            connection.setAutoCommit(false);
            connections.add(connection);
        }
        return connections;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + stage.postgres().resolve("/" + DATABASE), "postgres", "postgres");
    }

    private static void close(BlockingQueue<Connection> connections, Scheduler threads) throws SQLException {
        threads.dispose();
        for (var connection : new ArrayList<>(connections)) {
            connection.close();
        }
    }
}
