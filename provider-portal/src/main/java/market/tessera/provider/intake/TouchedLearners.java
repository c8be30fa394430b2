package market.tessera.provider.intake;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.catalogue.Intake;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Learners who are enrolled in runs whose dates, place or form change, or that are taken out. They are told by mail. */
@Component
class TouchedLearners {
    private static final Locale LETTERS = Locale.UK;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(LETTERS);

    private final DatabaseClient database;
    private final Intakes intakes;
    private final Letters letters;

    TouchedLearners(DatabaseClient database, Intakes intakes, Letters letters) {
        this.database = database;
        this.intakes = intakes;
        this.letters = letters;
    }

    /**
     * Somebody to be told.
     *
     * @param after null if the run is taken out
     */
    record Touched(
            String email, IntakeTerms before, @Nullable IntakeTerms after) {}

    /** Whom it would touch if these became the open runs. */
    Flux<Touched> by(UUID offering, List<IntakeTerms> runs) {
        var after = runs.stream()
                .filter(run -> run.externalId() != null)
                .collect(Collectors.toMap(
                        run -> Objects.requireNonNull(run.externalId()), Function.identity(), (one, _) -> one));
        return intakes.open(offering)
                .filter(intake -> differs(intake.terms(), after.get(externalId(intake))))
                .collectMap(Intake::id, Function.identity())
                .flatMapMany(changed -> enrolled(changed, after));
    }

    Mono<Void> tell(String title, List<Touched> touched) {
        return Flux.fromIterable(touched)
                .concatMap(one -> letters.send(
                        one.after() == null ? "intakes.letter.removed" : "intakes.letter.changed",
                        one.email(),
                        LETTERS,
                        "/learning",
                        title,
                        words(one.before()),
                        one.after() == null ? "" : words(one.after())))
                .then();
    }

    private Flux<Touched> enrolled(Map<UUID, Intake> changed, Map<String, IntakeTerms> after) {
        return changed.isEmpty()
                ? Flux.empty()
                : database.sql("""
                                select distinct learner_email, intake from enrollment
                                where intake = any(:intakes) and state in ('requested', 'confirmed', 'active') order by learner_email, intake
                                """)
                        .bind("intakes", changed.keySet().toArray(UUID[]::new))
                        .map(row -> {
                            var intake =
                                    Objects.requireNonNull(changed.get(Columns.required(row, "intake", UUID.class)));
                            return new Touched(
                                    Columns.required(row, "learner_email", String.class),
                                    intake.terms(),
                                    after.get(externalId(intake)));
                        })
                        .all();
    }

    private static String externalId(Intake intake) {
        return Objects.requireNonNullElse(
                intake.terms().externalId(), intake.id().toString());
    }

    private static boolean differs(IntakeTerms before, @Nullable IntakeTerms after) {
        return after == null || !whenAndWhere(before).equals(whenAndWhere(after));
    }

    private static List<String> whenAndWhere(IntakeTerms terms) {
        return Stream.of(terms.openEnded(), terms.starts(), terms.ends(), terms.mode(), terms.place(), terms.timeZone())
                .map(String::valueOf)
                .toList();
    }

    private static String words(IntakeTerms terms) {
        return Stream.of(
                        day(terms.starts()),
                        terms.ends() == null ? null : "to " + day(terms.ends()),
                        terms.place(),
                        terms.mode() == null ? null : terms.mode().name().toLowerCase(Locale.ROOT))
                .filter(Objects::nonNull)
                .collect(joining(", "));
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : DAY.format(day);
    }
}
