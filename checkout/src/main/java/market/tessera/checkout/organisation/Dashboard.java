package market.tessera.checkout.organisation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import market.tessera.checkout.organisation.BoughtPlace.State;
import market.tessera.checkout.organisation.OrganisationMembers.Invitee;
import market.tessera.checkout.organisation.OrganisationMembers.Member;
import market.tessera.checkout.organisation.Organisations.Purchase;
import market.tessera.checkout.takeup.SeatCodes.SeatCode;

/** What an organisation's own see of it: a buyer figures and purchases, a manager also who has which place. */
record Dashboard(
        Membership membership,
        List<Course> courses,
        List<Purchase> purchases,
        List<Member> members,
        List<Invitee> invitees) {

    /** The places in one intake. */
    record Course(UUID intake, List<BoughtPlace> places, List<SeatCode> codes) {
        public BoughtPlace first() {
            return places.getFirst();
        }

        /** Those that somebody has or is offered. */
        public List<BoughtPlace> people() {
            return places.stream()
                    .filter(place -> place.state() == State.INVITED || place.state() == State.TAKEN)
                    .toList();
        }

        public long bought() {
            return count(place -> place.state() != State.RETURNED);
        }

        public long free() {
            return count(place -> place.state() == State.FREE);
        }

        /** Of the free ones, those that codes keep. */
        public long kept() {
            return Math.min(free(), codes.stream().mapToLong(SeatCode::kept).sum());
        }

        /** Those that can be offered to people, or kept for another code. */
        public long open() {
            return free() - kept();
        }

        public long invited() {
            return count(place -> place.state() == State.INVITED);
        }

        public long joined() {
            return count(place -> place.state() == State.TAKEN);
        }

        /** Of those who share it. */
        public long started() {
            return count(BoughtPlace::isStarted);
        }

        /** Of those who share it. */
        public long completed() {
            return count(BoughtPlace::isCompleted);
        }

        private long count(Predicate<BoughtPlace> which) {
            return places.stream().filter(which).count();
        }
    }

    static List<Course> courses(List<BoughtPlace> places, List<SeatCode> codes) {
        var byIntake = codes.stream().collect(Collectors.groupingBy(SeatCode::intake));
        return places.stream()
                .collect(Collectors.groupingBy(BoughtPlace::intake, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry ->
                        new Course(entry.getKey(), entry.getValue(), byIntake.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }
}
