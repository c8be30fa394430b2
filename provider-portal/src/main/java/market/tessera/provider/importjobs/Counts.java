package market.tessera.provider.importjobs;

/**
 * What an import has done so far.
 *
 * @param offerings by what became of them
 * @param repaired rows taken after a repair
 * @param noted rows taken although something looks wrong
 * @param unidentified rejected rows of which not even the external id could be read
 */
public record Counts(Tally offerings, Tally providers, Tally pathways, long repaired, long noted, long unidentified) {
    public static final Counts NONE = new Counts(Tally.NONE, Tally.NONE, Tally.NONE, 0, 0, 0);

    public record Tally(long created, long updated, long unchanged, long withdrawn, long rejected) {
        public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    created + other.created,
                    updated + other.updated,
                    unchanged + other.unchanged,
                    withdrawn + other.withdrawn,
                    rejected + other.rejected);
        }
    }

    Counts plus(Counts other) {
        return new Counts(
                offerings.plus(other.offerings),
                providers.plus(other.providers),
                pathways.plus(other.pathways),
                repaired + other.repaired,
                noted + other.noted,
                unidentified + other.unidentified);
    }

    public static Counts offerings(Tally tally) {
        return new Counts(tally, Tally.NONE, Tally.NONE, 0, 0, 0);
    }

    public static Counts providers(Tally tally) {
        return new Counts(Tally.NONE, tally, Tally.NONE, 0, 0, 0);
    }

    public static Counts pathways(Tally tally) {
        return new Counts(Tally.NONE, Tally.NONE, tally, 0, 0, 0);
    }
}
