package market.tessera.provider.vocabulary.ctdl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.vocabulary.element.Places;
import market.tessera.provider.vocabulary.element.Term;
import market.tessera.provider.vocabulary.element.Transcript;

/** How and where a course of CTDL is taken part in. */
record CtdlParticipation(Thing course, Transcript offering) {
    private static final Map<String, String> MODES = Map.of(
            "inperson",
            "onsite",
            "inpersononly",
            "onsite",
            "onsite",
            "onsite",
            "onlineonly",
            "online",
            "online",
            "online",
            "blendeddelivery",
            "blended",
            "blended",
            "blended");

    void write() {
        var stated = Term.of(course, "deliveryType");
        stated.stream()
                .filter(term -> !MODES.containsKey(term.concept()))
                .forEach(term -> offering.undisclosed("deliveryType", term.name(), "is no known way of delivery"));
        var modes = stated.stream()
                .flatMap(term -> Stream.ofNullable(MODES.get(term.concept())))
                .distinct()
                .toList();
        var places = course.things("availableAt");
        var online = !course.values("availableOnlineAt").isEmpty();
        var mode = mode(modes, !places.isEmpty(), online);
        mode.ifPresent(known -> {
            var node = Transcript.JSON.objectNode().put("mode", known);
            places.stream().findFirst().flatMap(Places::place).ifPresent(place -> node.set("place", place));
            offering.set("participation", node);
        });
        if (mode.isPresent() && places.size() > 1) {
            offering.note("availableAt", "has %d places; the first was taken".formatted(places.size()));
        }
    }

    private Optional<String> mode(List<String> modes, boolean somewhere, boolean online) {
        if (modes.contains("blended")) {
            return Optional.of("blended");
        }
        if (modes.size() > 1) {
            offering.undisclosed("deliveryType", String.join(" and ", modes), "is more than one form of participation");
            return Optional.empty();
        }
        if (modes.isEmpty() && somewhere != online) {
            offering.derived("participation", "where it is available", somewhere ? "availableAt" : "availableOnlineAt");
            return Optional.of(somewhere ? "onsite" : "online");
        }
        return modes.stream().findFirst();
    }
}
