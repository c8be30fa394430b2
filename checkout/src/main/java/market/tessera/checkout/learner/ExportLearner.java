package market.tessera.checkout.learner;

import java.util.UUID;
import market.tessera.platform.identity.Person;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Everything that this application keeps about a learner, as a file: what {@link ForgetLearner} would forget, and what has to be kept; of the
 * statements about each course the newest 500. The storefront hands out what it knows itself.
 */
@RestController
class ExportLearner {
    private final DatabaseClient database;

    ExportLearner(DatabaseClient database) {
        this.database = database;
    }

    @GetMapping(path = "/learning/export", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<String>> export(@AuthenticationPrincipal Person learner) {
        return everything(learner.id())
                .map(file -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tessera-learning.json\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(file));
    }

    private Mono<String> everything(UUID learner) {
        return database.sql("""
                        select cast(jsonb_build_object(
                          'orders', (select coalesce(jsonb_agg(jsonb_build_object(
                              'number', o.number, 'status', o.status, 'name', o.name, 'email', o.email, 'language', o.locale,
                              'total', jsonb_build_object('amount', o.amount, 'currency', o.currency),
                              'createdAt', o.created_at, 'paidAt', o.paid_at, 'fulfilledAt', o.fulfilled_at, 'promotionCode', o.promotion_code,
                              'billing', jsonb_build_object('company', o.billing_company, 'address', o.billing_address, 'taxId', o.billing_tax_id),
                              'lines', (select jsonb_agg(jsonb_build_object(
                                  'offering', l.offer, 'edition', l.edition, 'title', l.title, 'provider', l.provider_name,
                                  'starts', l.starts, 'ends', l.ends, 'returnedAt', l.returned_at,
                                  'givenBack', jsonb_build_object('amount', l.refunded_amount, 'currency', o.currency),
                                  'price', jsonb_build_object('amount', l.price_amount, 'currency', o.currency)) order by l.position)
                                from order_line l where l.order_id = o.id),
                              'refunds', (select coalesce(jsonb_agg(jsonb_build_object(
                                  'number', r.number, 'status', r.status, 'reason', r.reason, 'note', r.note,
                                  'amount', jsonb_build_object('amount', r.amount, 'currency', r.currency),
                                  'requestedAt', r.requested_at, 'finishedAt', r.finished_at) order by r.requested_at), '[]')
                                from refund r where r.order_id = o.id and r.requester = 'BUYER'),
                              'wishes', (select coalesce(jsonb_agg(jsonb_build_object(
                                  'line', w.line, 'words', w.words, 'wishedAt', w.wished_at, 'state', w.state, 'answer', w.answer,
                                  'answeredAt', w.answered_at) order by w.wished_at), '[]')
                                from refund_wish w where w.order_id = o.id),
                              'moves', (select coalesce(jsonb_agg(jsonb_build_object(
                                  'line', m.line, 'from', m.from_intake, 'to', m.to_intake, 'movedAt', m.rebooked_at) order by m.rebooked_at), '[]')
                                from rebooking m where m.order_id = o.id)) order by o.created_at), '[]')
                            from orders o where o.learner = :learner),
                          'enrollments', (select coalesce(jsonb_agg(jsonb_build_object(
                              'id', e.id, 'order', e.order_number, 'state', e.state, 'offering', e.offering, 'edition', e.edition,
                              'title', e.title, 'provider', e.provider_name, 'name', e.name, 'email', e.email, 'language', e.locale,
                              'grade', e.grade, 'badge', e.badge, 'requestedAt', e.requested_at, 'changedAt', e.changed_at,
                              'latestScore', (select jsonb_build_object('at', s.scored_at, 'activity', s.activity, 'grading', s.grading,
                                  'given', s.given, 'maximum', s.maximum, 'comment', s.comment)
                                from score s where s.enrollment = e.id and s.item is null),
                              'scoresOfParts', (select coalesce(jsonb_agg(jsonb_build_object('part', i.label, 'at', s.scored_at,
                                  'activity', s.activity, 'grading', s.grading, 'given', s.given, 'maximum', s.maximum, 'comment', s.comment)
                                  order by i.created_at, i.id), '[]')
                                from score s join lti_line_item i on i.id = s.item where s.enrollment = e.id),
                              'progress', (select jsonb_build_object('share', p.share, 'at', p.said_at) from progress p where p.enrollment = e.id),
                              'statements', (select coalesce(jsonb_agg(newest.body order by newest.said_at), '[]')
                                from (select x.body, x.said_at from xapi_statement x where x.enrollment = e.id
                                  order by x.said_at desc limit 500) newest),
                              'moodleUser', (select m.moodle_user from moodle_learner m where m.enrollment = e.id),
                              'completion', (select jsonb_build_object('grade', c.grade, 'achieved', c.achieved, 'source', c.source,
                                  'completedAt', c.completed_at, 'withdrawnAt', c.withdrawn_at)
                                from completion c where c.enrollment = e.id)) order by e.requested_at), '[]')
                            from enrollment e where e.learner = :learner),
                          'badges', (select coalesce(jsonb_agg(jsonb_build_object(
                              'id', b.id, 'title', b.title, 'recipient', b.recipient, 'issuedAt', b.issued_at, 'shown', b.hidden_at is null,
                              'revokedAt', b.revoked_at, 'reason', b.reason, 'jwt', b.jwt, 'credential', cast(b.credential as json))
                              order by b.issued_at), '[]')
                            from badge b where b.learner = :learner
                              or b.enrollment in (select e.id from enrollment e where e.learner = :learner)),
                          'waitlists', (select coalesce(jsonb_agg(jsonb_build_object(
                              'intake', w.intake, 'state', w.state, 'name', w.name, 'email', w.email, 'requestedAt', w.requested_at,
                              'offeredUntil', w.offered_until) order by w.requested_at), '[]')
                            from waiting_place w where w.learner = :learner),
                          'reviews', (select coalesce(jsonb_agg(jsonb_build_object(
                              'enrollment', v.enrollment, 'stars', v.stars, 'text', v.text, 'kept', v.kept, 'writtenAt', v.written_at,
                              'changedAt', v.changed_at, 'answer', v.answer, 'hidden', v.hidden_why, 'withdrawnAt', v.withdrawn_at)
                              order by v.written_at), '[]')
                            from review v where v.learner = :learner),
                          'knownToToolsAs', (select coalesce(jsonb_agg(jsonb_build_object('provider', u.provider, 'subject', u.subject)), '[]')
                            from lti_user u where u.learner = :learner),
                          'applications', (select coalesce(jsonb_agg(jsonb_build_object(
                              'name', c.name, 'allowed', g.scopes, 'since', g.created_at, 'endedAt', g.ended_at) order by g.created_at), '[]')
                            from app_grant g join app_client c on c.id = g.client where g.learner = :learner),
                          'badgesFromElsewhere', (select coalesce(jsonb_agg(jsonb_build_object(
                              'id', h.id, 'format', h.format, 'content', h.content, 'receivedAt', h.received_at) order by h.received_at), '[]')
                            from held_credential h where h.learner = :learner),
                          'profile', (select h.profile from held_profile h where h.learner = :learner),
                          'transcriptLink', (select jsonb_build_object('key', t.key, 'createdAt', t.created_at)
                            from transcript_link t where t.learner = :learner),
                          'organisations', (select coalesce(jsonb_agg(jsonb_build_object(
                              'name', g.name, 'role', m.role, 'since', m.since) order by m.since), '[]')
                            from organisation_member m join organisation g on g.id = m.organisation where m.learner = :learner),
                          'placesOfOrganisations', (select coalesce(jsonb_agg(jsonb_build_object(
                              'organisation', g.name, 'intake', s.intake, 'email', s.email, 'takenAt', s.taken_at, 'shared', s.shared)
                              order by s.taken_at), '[]')
                            from organisation_seat s join organisation g on g.id = s.organisation where s.learner = :learner),
                          'basket', (select coalesce(jsonb_agg(jsonb_build_object(
                              'offering', l.offer, 'intake', l.intake, 'addedAt', l.added_at) order by l.added_at), '[]')
                            from basket b join basket_line l on l.basket = b.id where b.learner = :learner)) as text)
                        """).bind("learner", learner).mapValue(String.class).one();
    }
}
