package market.tessera.checkout.organisation;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.UUID;
import market.tessera.checkout.takeup.SeatCodes;
import market.tessera.checkout.takeup.SeatCodes.SeatCode;
import market.tessera.platform.identity.Person;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers what somebody may see of an organisation. For whoever does not act for it, it does not exist (404). */
@Service
class ShowOrganisation {
    private final Organisations organisations;
    private final BoughtPlaces places;
    private final SeatCodes codes;
    private final OrganisationMembers members;

    ShowOrganisation(Organisations organisations, BoughtPlaces places, SeatCodes codes, OrganisationMembers members) {
        this.organisations = organisations;
        this.places = places;
        this.codes = codes;
        this.members = members;
    }

    Mono<Membership> member(UUID organisation, Person person) {
        return organisations.membership(organisation, person.id()).switchIfEmpty(notFound());
    }

    Mono<Membership> manager(UUID organisation, Person person) {
        return member(organisation, person)
                .filter(Membership::isManager)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.FORBIDDEN)));
    }

    Mono<Membership> owner(UUID organisation, Person person) {
        return member(organisation, person)
                .filter(Membership::isOwner)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.FORBIDDEN)));
    }

    Mono<Dashboard> of(Membership membership) {
        var id = membership.organisation();
        return Mono.zip(
                        places.of(id).collectList(),
                        (membership.isManager() ? codes.of(id) : Flux.<SeatCode>empty()).collectList(),
                        organisations.purchases(id, membership.learner()).collectList(),
                        members.of(id).collectList(),
                        members.invitees(id).collectList())
                .map(found -> new Dashboard(
                        membership,
                        Dashboard.courses(found.getT1(), found.getT2()),
                        found.getT3(),
                        found.getT4(),
                        found.getT5()));
    }

    Mono<List<BoughtPlace>> places(Membership membership) {
        return places.of(membership.organisation()).collectList();
    }
}
