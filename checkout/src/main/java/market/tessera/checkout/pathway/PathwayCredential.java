package market.tessera.checkout.pathway;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.OpenBadge;
import market.tessera.checkout.badge.OpenBadge.Frame;
import market.tessera.checkout.endorsement.Endorsements;
import market.tessera.checkout.pathway.Rule.CreditSum;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a pathway's badge says: the rule, and the badges with which it was met, as evidence. */
@Component
class PathwayCredential {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final OpenBadge format;
    private final Endorsements endorsements;
    private final MessageSource words;
    private final JsonMapper json;
    private final String origin;

    PathwayCredential(
            OpenBadge format,
            Endorsements endorsements,
            MessageSource words,
            JsonMapper json,
            @Value("${tessera.public-url}") String origin) {
        this.format = format;
        this.endorsements = endorsements;
        this.words = words;
        this.json = json;
        this.origin = origin;
    }

    Mono<ObjectNode> write(Pathway pathway, String email, Frame frame) {
        return endorsements.given(pathway.endorsed()).map(given -> write(pathway, email, frame, given));
    }

    /** @param endorsements of the pathway's edition, as they were signed */
    private ObjectNode write(Pathway pathway, String email, Frame frame, List<String> endorsements) {
        var achievement = achievement(pathway, frame);
        if (!endorsements.isEmpty()) {
            achievement
                    .putArray("endorsement")
                    .addAll(endorsements.stream().map(json::readTree).toList());
        }
        var credential = format.write(frame, OpenBadge.subject(email, achievement));
        var evidence = credential.putArray("evidence");
        pathway.earned().stream().forEach(part -> {
            var one = evidence.addObject().put("id", address(part.badge()));
            one.putArray("type").add("Evidence");
            one.put("name", part.title()).put("genre", "Open Badge");
        });
        return credential;
    }

    /** The badges that it names as evidence. */
    Stream<UUID> parts(Badge badge) {
        return json.readTree(badge.credential())
                .path("evidence")
                .valueStream()
                .map(one -> one.path("id").asString(""))
                .map(address -> UUID.fromString(address.substring(address.lastIndexOf('/') + 1)));
    }

    private ObjectNode achievement(Pathway pathway, Frame frame) {
        var achievement = JSON.objectNode().put("id", pathway.endorsed().achievement());
        achievement.putArray("type").add("Achievement");
        achievement
                .put("achievementType", "Certificate")
                .put("name", frame.name())
                .put("version", Integer.toString(pathway.edition()))
                .put("description", Optional.ofNullable(pathway.summary()).orElse(pathway.title()));
        achievement.set("creator", frame.issuer().profile());
        achievement
                .putObject("criteria")
                .put("id", origin + "/institutions/" + pathway.provider().slug())
                .put("narrative", narrative(pathway));
        achievement.set("image", format.image(frame.id(), frame.name()));
        credit(pathway).ifPresent(points -> achievement.set("creditsAvailable", points));
        return achievement;
    }

    private String narrative(Pathway pathway) {
        var earned = pathway.earned().stream().map(part -> "- " + part.title()).collect(Collectors.joining("\n"));
        return pathway.rule().inWords(words, pathway.title()) + "\n\n" + earned;
    }

    /** Only where the rule counts points: elsewhere the parts say themselves what they are worth. */
    private static Optional<JsonNode> credit(Pathway pathway) {
        return pathway.rule() instanceof CreditSum
                ? Optional.of(JSON.numberNode(
                        pathway.standing().reached().stripTrailingZeros().doubleValue()))
                : Optional.empty();
    }

    private String address(UUID badge) {
        return origin + "/badges/" + badge;
    }
}
