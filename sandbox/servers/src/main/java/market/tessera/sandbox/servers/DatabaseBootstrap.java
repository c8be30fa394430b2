package market.tessera.sandbox.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Creates a database with the roles and schemas of the four applications. Doing it again changes nothing. */
public final class DatabaseBootstrap {
    private static final List<String> ROLES = List.of("provider_portal", "catalog_indexer", "storefront", "checkout");

    private DatabaseBootstrap() {}

    /**
     * @param rolePassword the password that roles created now get; existing roles keep theirs
     */
    public static void run(Addresses addresses, String database, String rolePassword) {
        try {
            createDatabase(addresses, database);
            var login = superuser();
            var settings = ROLES.stream()
                    .map(role -> "-c tessera.%s_password=%s".formatted(role, rolePassword))
                    .toList();
            login.setProperty("options", String.join(" ", settings));
            try (var connection = DriverManager.getConnection(addresses.jdbcUrl(database), login);
                    var statement = connection.createStatement()) {
                statement.execute(script());
            }
        } catch (SQLException failure) {
            throw new ServerFailure("Could not prepare database " + database + ": " + failure.getMessage(), failure);
        }
    }

    private static void createDatabase(Addresses addresses, String database) throws SQLException {
        try (var connection = DriverManager.getConnection(addresses.jdbcUrl("postgres"), superuser());
                var query = connection.prepareStatement("select from pg_database where datname = ?");
                var statement = connection.createStatement()) {
            query.setString(1, database);
            if (!query.executeQuery().next()) {
                statement.execute("create database " + statement.enquoteIdentifier(database, true));
            }
        }
    }

    private static Properties superuser() {
        var login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", "postgres");
        return login;
    }

    private static String script() {
        try (InputStream script = DatabaseBootstrap.class.getResourceAsStream("/db/bootstrap.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
