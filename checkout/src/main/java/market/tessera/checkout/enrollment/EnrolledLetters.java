package market.tessera.checkout.enrollment;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.mail.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells learners that their places are ready, and how to get in. Joins the caller's transaction. */
@Component
class EnrolledLetters {
    private final Connections connections;
    private final Outbox outbox;
    private final MessageSource words;
    private final String site;

    EnrolledLetters(
            Connections connections, Outbox outbox, MessageSource words, @Value("${tessera.public-url}") String site) {
        this.connections = connections;
        this.outbox = outbox;
        this.words = words;
        this.site = site;
    }

    /** Each once, however often it is confirmed. */
    Mono<Void> send(Collection<Enrollment> confirmed) {
        return send(confirmed, enrollment -> "enrolled-" + enrollment.id());
    }

    /** Once more: the first has gone to a wrong address. */
    Mono<Void> sendAgain(Collection<Enrollment> confirmed) {
        return send(confirmed, enrollment -> "enrolled-%s-%s".formatted(enrollment.id(), UUID.randomUUID()));
    }

    private Mono<Void> send(Collection<Enrollment> confirmed, Function<Enrollment, String> key) {
        var told = confirmed.stream()
                .filter(enrollment -> !enrollment.learner().isForgotten())
                .toList();
        return told.isEmpty()
                ? Mono.empty()
                : guidance(told)
                        .map(guidance -> told.stream()
                                .map(enrollment -> letter(
                                        key.apply(enrollment),
                                        enrollment,
                                        guidance.get(enrollment.course().offering())))
                                .toList())
                        .flatMap(outbox::put);
    }

    private Mono<Map<UUID, String>> guidance(List<Enrollment> enrollments) {
        return connections.guidance(enrollments.stream()
                .map(enrollment -> enrollment.course().offering())
                .distinct()
                .toList());
    }

    /** @param guidance what the provider says of getting in; null where a launch from here leads there */
    private Letter letter(String key, Enrollment enrollment, @Nullable String guidance) {
        var learner = enrollment.learner();
        var course = enrollment.course();
        return new Letter(
                key,
                learner.email(),
                learner.locale(),
                word(learner, "mail.enrolled.subject", course.title()),
                Stream.concat(
                                Stream.of(
                                        word(learner, "mail.greeting", learner.name()),
                                        word(learner, "mail.enrolled.text", course.providerName(), course.title())),
                                wayIn(enrollment, guidance))
                        .toList(),
                List.of(),
                action(learner, guidance),
                List.of());
    }

    private Stream<String> wayIn(Enrollment enrollment, @Nullable String guidance) {
        var learner = enrollment.learner();
        var provider = enrollment.course().providerName();
        if (guidance == null) {
            return Stream.of(
                    word(learner, learner.account() == null ? "mail.enrolled.account" : "mail.enrolled.launch"));
        }
        return guidance.isBlank()
                ? Stream.of(word(learner, "mail.enrolled.told", provider))
                : Stream.of(word(learner, "mail.enrolled.guidance", provider), guidance);
    }

    /** A guest has no page here, and needs none where the way in is the provider's. */
    private @Nullable Action action(Learner learner, @Nullable String guidance) {
        if (learner.account() != null) {
            return new Action(word(learner, "mail.enrolled.learning"), URI.create(site + "/learning"));
        }
        return guidance == null
                ? new Action(word(learner, "mail.enrolled.signUp"), URI.create(site + "/account/sign-up"))
                : null;
    }

    private String word(Learner learner, String key, Object... values) {
        return words.getMessage(key, values, learner.locale());
    }
}
