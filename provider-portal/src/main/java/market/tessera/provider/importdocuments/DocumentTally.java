package market.tessera.provider.importdocuments;

/** How many documents an import leads to, by what became of them; {@code waiting} are offerings whose documents are still to be fetched. */
public record DocumentTally(long waiting, long fetched, long unchanged, long failed) {
    public static final DocumentTally NONE = new DocumentTally(0, 0, 0, 0);

    public boolean any() {
        return waiting + fetched + unchanged + failed > 0;
    }
}
