package market.tessera.benchmarks.report;

/** What is measured, in the order of the table's columns. */
public enum Figure {
    COUNT("count", "count", 0),
    SECONDS("s", "seconds", 1),
    PER_SECOND("per s", "perSecond", 0),
    P50("p50 ms", "p50Ms", 1),
    P95("p95 ms", "p95Ms", 1),
    P99("p99 ms", "p99Ms", 1),
    MAX("max ms", "maxMs", 1),
    FAILED("failed", "failed", 0),
    CPU_APPLICATIONS("JVM cpu ms", "cpuApplicationsMs", 3),
    CPU_OPENSEARCH("engine cpu", "cpuOpenSearchMs", 3),
    CPU_POSTGRES("db cpu", "cpuPostgresMs", 3),
    MEGABYTES("MB", "megabytes", 0),
    NDCG("nDCG@10", "ndcg10", 4),
    MRR("MRR", "mrr", 4),
    RECALL("recall@50", "recall50", 4);

    private final String heading;
    private final String key;
    private final int decimals;

    Figure(String heading, String key, int decimals) {
        this.heading = heading;
        this.key = key;
        this.decimals = decimals;
    }

    String heading() {
        return heading;
    }

    /** Its name in the results file. */
    String key() {
        return key;
    }

    String shown(double value) {
        return ("%,." + decimals + "f").formatted(value);
    }
}
