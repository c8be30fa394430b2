package market.tessera.checkout.organisation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.organisation.Addressee.Fault;
import market.tessera.checkout.organisation.Addressee.Pasted;
import market.tessera.checkout.organisation.BoughtPlaces.Invitation;
import market.tessera.checkout.organisation.HandingOut.Faulty;
import market.tessera.checkout.organisation.HandingOut.Invited;
import market.tessera.checkout.organisation.HandingOut.Nobody;
import market.tessera.checkout.organisation.HandingOut.TooFew;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Outbox;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Offers free places to people by mail: to all on a list, or, if one line of it is wrong, to nobody. */
@Service
class HandOut {
    private final Organisations organisations;
    private final BoughtPlaces places;
    private final Offers offers;
    private final OrganisationLetters letters;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    HandOut(
            Organisations organisations,
            BoughtPlaces places,
            Offers offers,
            OrganisationLetters letters,
            Outbox outbox,
            TransactionalOperator transaction) {
        this.organisations = organisations;
        this.places = places;
        this.offers = offers;
        this.letters = letters;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** @param locale in which the mails are written: that of who invites */
    Mono<HandingOut> invite(UUID organisation, UUID intake, String pasted, Locale locale) {
        return transaction
                .execute(tx -> attempt(organisation, intake, Addressee.read(pasted), locale)
                        .doOnNext(outcome -> {
                            if (!(outcome instanceof Invited)) {
                                tx.setRollbackOnly();
                            }
                        }))
                .single();
    }

    private Mono<HandingOut> attempt(UUID organisation, UUID intake, Pasted list, Locale locale) {
        return organisations
                .lock(organisation)
                .flatMap(name -> places.known(organisation, intake, emails(list))
                        .collect(Collectors.toSet())
                        .flatMap(known -> hand(new Giver(organisation, name, locale), intake, known(list, known))));
    }

    private record Giver(UUID organisation, String name, Locale locale) {}

    private Mono<HandingOut> hand(Giver giver, UUID intake, Pasted list) {
        if (!list.faults().isEmpty()) {
            return Mono.just(new Faulty(list.faults()));
        }
        if (list.addressees().isEmpty()) {
            return Mono.just(new Nobody());
        }
        return Mono.zip(places.free(giver.organisation(), intake), offers.find(intake))
                .flatMap(found -> found.getT1() < list.addressees().size()
                        ? Mono.just(new TooFew(found.getT1()))
                        : send(giver, found.getT2(), list.addressees()))
                .defaultIfEmpty(new TooFew(0));
    }

    private Mono<HandingOut> send(Giver giver, Offer offer, List<Addressee> addressees) {
        var invitations = addressees.stream()
                .map(addressee -> new Invitation(UUID.randomUUID(), addressee))
                .toList();
        return places.invite(giver.organisation(), offer.intake().id(), invitations)
                .flatMap(invited -> invited < invitations.size()
                        ? Mono.just(new TooFew(invited))
                        : outbox.put(invitations.stream()
                                        .map(invitation -> letter(giver, offer, invitation))
                                        .toList())
                                .thenReturn(new Invited(invitations.size())));
    }

    private Letter letter(Giver giver, Offer offer, Invitation invitation) {
        return letters.invitation(invitation.id(), giver.name(), invitation.to(), offer, giver.locale());
    }

    /** Who has a place already, or is offered one, is a fault of the list, too. */
    private static Pasted known(Pasted list, Set<String> known) {
        var again = list.addressees().stream()
                .filter(addressee -> known.contains(addressee.email()))
                .map(addressee -> new Fault(0, addressee.email(), "known"))
                .toList();
        return again.isEmpty()
                ? list
                : new Pasted(
                        list.addressees(),
                        Stream.concat(list.faults().stream(), again.stream()).toList());
    }

    private static List<String> emails(Pasted list) {
        return list.addressees().stream().map(Addressee::email).toList();
    }
}
