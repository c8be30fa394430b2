package market.tessera.provider.media;

import org.jspecify.annotations.Nullable;

/**
 * What is made of a picture. It is never enlarged.
 *
 * @param frame it is brought to fit into this
 * @param card of a second, small one that fills this and loses what stands out; null for none
 */
public record Shape(Size frame, @Nullable Size card) {
    /** For the page of an offering, and for lists of them. */
    public static final Shape OFFERING = new Shape(new Size(1600, 900), new Size(640, 360));

    public static final Shape LOGO = new Shape(new Size(320, 320), null);

    /** In pixels. */
    record Size(int width, int height) {}
}
