package market.tessera.checkout.organisation;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.organisation.Membership.Role;
import market.tessera.platform.identity.Person;
import market.tessera.platform.mail.Outbox;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who acts for an organisation, and who is asked to. */
@Service
class OrganisationMembers {
    private final DatabaseClient database;
    private final Organisations organisations;
    private final OrganisationLetters letters;
    private final Outbox outbox;
    private final Clock clock;

    OrganisationMembers(
            DatabaseClient database,
            Organisations organisations,
            OrganisationLetters letters,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.organisations = organisations;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    record Member(UUID learner, String name, String email, Role role) {}

    /** Somebody who was asked and has not answered. */
    record Invitee(UUID id, UUID organisation, String organisationName, String email, Role role, Instant invitedAt) {}

    Flux<Member> of(UUID organisation) {
        return database.sql(
                        "select learner, name, email, role from organisation_member where organisation = :organisation order by since")
                .bind("organisation", organisation)
                .mapProperties(Member.class)
                .all();
    }

    Flux<Invitee> invitees(UUID organisation) {
        return invited("i.organisation = :value", organisation);
    }

    Mono<Invitee> invitee(UUID id) {
        return invited("i.id = :value", id).next();
    }

    /** Asking again sends another mail; the role is the one that was named last. */
    @Transactional
    public Mono<Void> invite(Membership by, Role role, String email, Person inviter) {
        return database.sql("""
                        insert into organisation_invitee (id, organisation, email, role, invited_at)
                        values (:id, :organisation, :email, :role, :now)
                        on conflict (organisation, email) do update set id = excluded.id, role = excluded.role, invited_at = excluded.invited_at
                        """)
                .bind("id", UUID.randomUUID())
                .bind("organisation", by.organisation())
                .bind("email", email)
                .bind("role", role.name())
                .bind("now", clock.instant())
                .then()
                .thenMany(invitees(by.organisation()))
                .filter(invitee -> invitee.email().equals(email))
                .concatMap(invitee -> outbox.put(letters.membership(invitee, inviter.name())))
                .then();
    }

    /** Good once. False if the invitation is not there any more. */
    @Transactional
    public Mono<Boolean> accept(Invitee invitee, Person person) {
        return database.sql("delete from organisation_invitee where id = :id")
                .bind("id", invitee.id())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .delayUntil(_ -> organisations.join(invitee.organisation(), person, invitee.role()))
                .map(_ -> true)
                .defaultIfEmpty(false);
    }

    /** The owner stays. What members have bought stays the organisation's. */
    Mono<Void> remove(UUID organisation, UUID learner) {
        return database.sql(
                        "delete from organisation_member where organisation = :organisation and learner = :learner and role <> 'OWNER'")
                .bind("organisation", organisation)
                .bind("learner", learner)
                .then();
    }

    Mono<Void> takeBack(UUID organisation, UUID invitee) {
        return database.sql("delete from organisation_invitee where organisation = :organisation and id = :id")
                .bind("organisation", organisation)
                .bind("id", invitee)
                .then();
    }

    private Flux<Invitee> invited(String which, UUID value) {
        return database.sql("""
                        select i.id, i.organisation, o.name as organisation_name, i.email, i.role, i.invited_at
                        from organisation_invitee i join organisation o on o.id = i.organisation where %s order by i.invited_at
                        """.formatted(which))
                .bind("value", value)
                .mapProperties(Invitee.class)
                .all();
    }
}
