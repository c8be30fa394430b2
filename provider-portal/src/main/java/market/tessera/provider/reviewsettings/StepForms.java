package market.tessera.provider.reviewsettings;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.provider.reviewsteps.ReviewStep;
import market.tessera.provider.reviewsteps.ReviewStep.Rule;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;

/**
 * What was typed about the reviews that a provider wants.
 *
 * @param steps rows as the page shows them; one without a name and roles is not wanted
 */
record StepForms(@Nullable List<@Nullable Row> steps) {
    /** Whom a review can be asked of. */
    static final List<Role> ROLES = List.of(Role.REVIEWER, Role.APPROVER, Role.FINANCE);

    private static final int MOST = 8;
    private static final int LONGEST_NAME = 80;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** One row. */
    record Row(
            @Nullable String place,
            @Nullable String name,
            @Nullable List<String> roles,
            @Nullable String rule,
            @Nullable String needed,
            @Nullable String dueDays) {

        static Row of(int place, ReviewStep step) {
            return new Row(
                    String.valueOf(place),
                    step.name(),
                    Stream.concat(
                                    step.roles().stream().map(Role::key),
                                    step.ownRoles().stream().map(UUID::toString))
                            .toList(),
                    step.rule().key(),
                    Objects.toString(step.needed(), ""),
                    Objects.toString(step.dueDays(), ""));
        }

        static Row blank(int place) {
            return new Row(String.valueOf(place), "", List.of(), Rule.ANY.key(), "", "");
        }

        public boolean has(String role) {
            return roles != null && roles.contains(role);
        }

        boolean isWanted() {
            return !trimmed(name).isEmpty()
                    || !chosen().isEmpty()
                    || !chosenOwn().isEmpty();
        }

        /** Key of the message that says what is wrong; null if nothing is. */
        @Nullable
        String mistake() {
            if (trimmed(name).isEmpty() || trimmed(name).length() > LONGEST_NAME) {
                return "name";
            }
            if (chosen().isEmpty() && chosenOwn().isEmpty()) {
                return "roles";
            }
            if (rule() != null && rule().equals(Rule.SOME.key()) && number(needed, 2, 20) == null) {
                return "needed";
            }
            return trimmed(dueDays).isEmpty() || number(dueDays, 1, 365) != null ? null : "due";
        }

        ReviewStep step() {
            var wanted = Stream.of(Rule.values())
                    .filter(known -> known.key().equals(rule))
                    .findFirst()
                    .orElse(Rule.ANY);
            return new ReviewStep(
                    trimmed(name),
                    chosen(),
                    chosenOwn(),
                    wanted,
                    wanted == Rule.SOME ? number(needed, 2, 20) : null,
                    number(dueDays, 1, 365));
        }

        int order() {
            return Objects.requireNonNullElse(number(place, 1, 99), 99);
        }

        private List<Role> chosen() {
            return ROLES.stream().filter(role -> has(role.key())).toList();
        }

        private List<UUID> chosenOwn() {
            return Objects.requireNonNullElse(roles, List.<String>of()).stream()
                    .filter(role -> ID.matcher(role).matches())
                    .map(UUID::fromString)
                    .distinct()
                    .toList();
        }

        /** Without roles that the provider has not named (any more). */
        Row knowing(Set<UUID> ownRoles) {
            var known = Stream.concat(
                            chosen().stream().map(Role::key),
                            chosenOwn().stream().filter(ownRoles::contains).map(UUID::toString))
                    .toList();
            return new Row(place, name, known, rule, needed, dueDays);
        }

        private static String trimmed(@Nullable String typed) {
            return Objects.requireNonNullElse(typed, "").strip();
        }

        private static @Nullable Integer number(@Nullable String typed, int least, int most) {
            var text = trimmed(typed);
            if (!text.matches("\\d{1,4}")) {
                return null;
            }
            var number = Integer.parseInt(text);
            return number < least || number > most ? null : number;
        }
    }

    static StepForms of(List<ReviewStep> steps) {
        return new StepForms(IntStream.range(0, steps.size())
                .mapToObj(at -> Row.of(at + 1, steps.get(at)))
                .toList());
    }

    StepForms knowing(Set<UUID> ownRoles) {
        return new StepForms(wanted().stream().map(row -> row.knowing(ownRoles)).toList());
    }

    /** In their order. */
    List<Row> wanted() {
        return Objects.requireNonNullElse(steps, List.<Row>of()).stream()
                .filter(Objects::nonNull)
                .filter(Row::isWanted)
                .sorted(Comparator.comparingInt(Row::order))
                .limit(MOST)
                .toList();
    }

    /** For the page: what is wanted, and room for one more. */
    List<Row> withRoom() {
        var wanted = wanted();
        return wanted.size() == MOST
                ? wanted
                : Stream.concat(wanted.stream(), Stream.of(Row.blank(wanted.size() + 1)))
                        .toList();
    }

    boolean isSound() {
        return wanted().stream().allMatch(row -> row.mistake() == null);
    }
}
