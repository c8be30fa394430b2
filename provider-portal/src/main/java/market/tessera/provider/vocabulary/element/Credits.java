package market.tessera.provider.vocabulary.element;

import java.util.Optional;
import market.tessera.provider.provider.Storable;

/** Academic credit, which means nothing without its unit. */
public final class Credits {
    private Credits() {}

    public static void write(
            Optional<String> points, Optional<String> framework, Transcript offering, String property) {
        if (points.isEmpty()) {
            return;
        }
        if (framework.isEmpty()) {
            offering.undisclosed(property, points.get(), "does not say in which unit it counts");
            return;
        }
        Storable.number(points.get())
                .filter(number -> number.signum() > 0)
                .ifPresentOrElse(
                        number -> offering.set(
                                "credit",
                                Transcript.JSON
                                        .objectNode()
                                        .put("framework", framework.get())
                                        .put("points", number)),
                        () -> offering.undisclosed(property, points.get(), "is not a number of credits"));
    }
}
