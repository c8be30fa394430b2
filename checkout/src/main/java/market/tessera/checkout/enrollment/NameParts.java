package market.tessera.checkout.enrollment;

/** A learner's name for systems that keep given and family names apart: the last word, and those before it; a name of one word is both. */
public record NameParts(String given, String family) {
    public static NameParts of(String name) {
        var whole = name.strip();
        var space = whole.lastIndexOf(' ');
        return space < 0
                ? new NameParts(whole, whole)
                : new NameParts(whole.substring(0, space).strip(), whole.substring(space + 1));
    }
}
