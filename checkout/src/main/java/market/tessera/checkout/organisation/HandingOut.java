package market.tessera.checkout.organisation;

import java.util.List;
import market.tessera.checkout.organisation.Addressee.Fault;

/** How an attempt to hand places out ended. */
sealed interface HandingOut {
    record Invited(int people) implements HandingOut {}

    /** Nothing was sent: the list has to be mended first. */
    record Faulty(List<Fault> faults) implements HandingOut {}

    /** Nothing was sent: there are fewer free places than people. */
    record TooFew(long free) implements HandingOut {}

    /** There is nobody on the list. */
    record Nobody() implements HandingOut {}
}
