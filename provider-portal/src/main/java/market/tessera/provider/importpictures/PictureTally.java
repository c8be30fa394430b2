package market.tessera.provider.importpictures;

/** How many pictures an import leads to, by what became of them; each address counts once. */
public record PictureTally(long waiting, long fetched, long unchanged, long failed) {
    public static final PictureTally NONE = new PictureTally(0, 0, 0, 0);

    public boolean any() {
        return waiting + fetched + unchanged + failed > 0;
    }
}
