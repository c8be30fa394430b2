package market.tessera.sandbox.servers;

/**
 * Where the servers listen; always loopback.
 *
 * @param postgresPort port of PostgreSQL, superuser {@code postgres}
 * @param openSearchUrl base address of OpenSearch, without a trailing slash
 */
public record Addresses(String postgresHost, int postgresPort, String openSearchUrl) {

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(postgresHost, postgresPort, database);
    }
}
