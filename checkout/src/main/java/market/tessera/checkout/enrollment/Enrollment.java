package market.tessera.checkout.enrollment;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A learner's place in an intake. Immutable: each step of its life is a new value, or none if it cannot be taken from where it is.
 *
 * @param version counts the steps; the version of its event in the log
 * @param grade as the learner sees it, once completed
 * @param badge the badge it has led to
 */
public record Enrollment(
        UUID id,
        long version,
        State state,
        Learner learner,
        Course course,
        Purchase purchase,
        @Nullable String grade,
        @Nullable UUID badge,
        Instant changedAt) {

    /** Where an enrollment stands. */
    public enum State {
        REQUESTED,
        CONFIRMED,
        ACTIVE,
        COMPLETED,
        WITHDRAWN,
        FAILED;

        /** Whether the learner has a place now: the course can be opened. */
        public boolean isOpen() {
            return this == CONFIRMED || this == ACTIVE || this == COMPLETED;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param account null for a guest who has not claimed the purchase */
    public record Learner(@Nullable UUID account, String name, String email, Locale locale) {
        /** What stands where a name was that had to be forgotten. */
        public static final String NOBODY = "Former learner";
        /** No mail can be sent there (RFC 2606). */
        public static final String NOWHERE = "former-learner@tessera.invalid";

        public boolean is(UUID person) {
            return person.equals(account);
        }

        /** Whether the account was deleted while the course went on: nothing can be sent to it any more. */
        public boolean isForgotten() {
            return email.equals(NOWHERE);
        }
    }

    /** What is taken: the edition that was bought, in one intake. */
    public record Course(UUID provider, String providerName, UUID offering, int edition, String title, UUID intake) {}

    /** What was paid for it. */
    public record Purchase(UUID line, UUID order, String orderNumber, Money price) {}

    /** The provider's system knows the learner, even if it could not be reached for as long as we tried. */
    public Optional<Enrollment> confirm() {
        return step(State.CONFIRMED, EnumSet.of(State.REQUESTED, State.FAILED), grade);
    }

    /** The learner has opened the course. */
    public Optional<Enrollment> activate() {
        return step(State.ACTIVE, EnumSet.of(State.CONFIRMED), grade);
    }

    /** The outcomes were met. A provider's word counts even if the course was never opened from here. */
    public Optional<Enrollment> complete(@Nullable String finalGrade) {
        return step(State.COMPLETED, EnumSet.of(State.CONFIRMED, State.ACTIVE), finalGrade);
    }

    /** The result was corrected: another grade, and another badge to come. */
    public Optional<Enrollment> correct(@Nullable String corrected) {
        return state == State.COMPLETED
                ? Optional.of(
                        new Enrollment(id, version + 1, state, learner, course, purchase, corrected, null, changedAt))
                : Optional.empty();
    }

    /** The corrected result no longer completes. */
    public Optional<Enrollment> reopen() {
        return state == State.COMPLETED
                ? Optional.of(
                        new Enrollment(id, version + 1, State.ACTIVE, learner, course, purchase, null, null, changedAt))
                : Optional.empty();
    }

    /** The provider's system could not be reached for as long as we try. */
    public Optional<Enrollment> fail() {
        return step(State.FAILED, EnumSet.of(State.REQUESTED), grade);
    }

    /** The place was given back. What was completed stays completed. */
    public Optional<Enrollment> withdraw() {
        return step(State.WITHDRAWN, EnumSet.of(State.REQUESTED, State.CONFIRMED, State.ACTIVE, State.FAILED), grade);
    }

    /** A person wants it handed over once more. */
    public Optional<Enrollment> retry() {
        return step(State.REQUESTED, EnumSet.of(State.FAILED), grade);
    }

    /** The guest had mistyped the address. What is completed says whose it is by the address that it was completed with. */
    public Optional<Enrollment> readdress(String email) {
        var readdressed = new Learner(learner.account(), learner.name(), email, learner.locale());
        return state == State.COMPLETED || state == State.WITHDRAWN
                ? Optional.empty()
                : Optional.of(
                        new Enrollment(id, version + 1, state, readdressed, course, purchase, grade, badge, changedAt));
    }

    /** Whose it is has to be forgotten. */
    public Optional<Enrollment> forget() {
        var nobody = new Learner(learner.account(), Learner.NOBODY, Learner.NOWHERE, learner.locale());
        return learner.equals(nobody)
                ? Optional.empty()
                : Optional.of(
                        new Enrollment(id, version + 1, state, nobody, course, purchase, grade, badge, changedAt));
    }

    /** A badge has been issued for the completion; the first one stays. */
    public Optional<Enrollment> rewarded(UUID issued) {
        return state == State.COMPLETED && badge == null
                ? Optional.of(
                        new Enrollment(id, version + 1, state, learner, course, purchase, grade, issued, changedAt))
                : Optional.empty();
    }

    private Optional<Enrollment> step(State next, Set<State> from, @Nullable String newGrade) {
        return from.contains(state)
                ? Optional.of(
                        new Enrollment(id, version + 1, next, learner, course, purchase, newGrade, badge, changedAt))
                : Optional.empty();
    }
}
