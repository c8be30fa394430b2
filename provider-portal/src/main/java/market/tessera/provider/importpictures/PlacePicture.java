package market.tessera.provider.importpictures;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importpictures.ImportPictures.Waiting;
import market.tessera.provider.media.Media;
import market.tessera.provider.provider.Columns;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Puts a picture into the offerings of a source that name it, a batch in a transaction: as an edition of its own, or before the reviewers, as the import
 * was. One that an offering has from elsewhere stays.
 */
@Component
class PlacePicture {
    private static final int BATCH = 200;
    private static final String[] PUBLIC = {"published"};
    private static final String[] PUBLIC_OR_NOT = {"published", "draft"};

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final PublishPicture publish;
    private final ProposePicture propose;
    private final Kept kept;

    PlacePicture(
            DatabaseClient database,
            TransactionalOperator transaction,
            PublishPicture publish,
            ProposePicture propose,
            Kept kept) {
        this.database = database;
        this.transaction = transaction;
        this.publish = publish;
        this.propose = propose;
        this.kept = kept;
    }

    /** What is kept beside the offerings: the pictures themselves, and what there is to say. */
    @Component
    record Kept(Media media, Findings findings) {}

    /**
     * What became of a batch.
     *
     * @param placed offerings that show it now, or will when the reviewers let it through
     * @param left external ids of those that stay as they are, with why
     */
    record Placed(List<UUID> placed, List<Left> left) {}

    record Left(String externalId, String reason) {}

    Mono<Void> place(ImportJob job, Waiting picture, String media) {
        return some(job, picture, media)
                .expand(count -> count < BATCH ? Mono.empty() : some(job, picture, media))
                .then();
    }

    private Mono<Integer> some(ImportJob job, Waiting picture, String media) {
        return named(job, picture, media)
                .flatMap(offerings -> offerings.isEmpty() ? Mono.just(0) : put(job, picture, offerings, media))
                .as(transaction::transactional)
                .retryWhen(Retry.max(3).filter(DataIntegrityViolationException.class::isInstance));
    }

    /** Locked, before anything is read of them. */
    private Mono<List<UUID>> named(ImportJob job, Waiting picture, String media) {
        return database.sql("""
                        select o.id from sourced_picture s join offering o on o.id = s.offering
                        where md5(s.address) = md5(:address) and s.address = :address and o.provider = :provider and o.source = :source
                          and o.status = any(:statuses) and s.dealt is distinct from :media
                        order by o.id limit :most for update of o
                        """)
                .bind("address", picture.address())
                .bind("provider", picture.provider())
                .bind("source", job.source())
                .bind("statuses", job.propose() ? PUBLIC_OR_NOT : PUBLIC)
                .bind("media", media)
                .bind("most", BATCH)
                .map(row -> Columns.required(row, "id", UUID.class))
                .all()
                .collectList();
    }

    private Mono<Integer> put(ImportJob job, Waiting picture, List<UUID> offerings, String media) {
        return kept.media()
                .use(picture.provider(), List.of(media))
                .then(job.propose() ? propose.put(job, offerings, media) : publish.put(job, offerings, media))
                .flatMap(done -> dealt(offerings, done.placed(), media)
                        .then(kept.findings()
                                .add(
                                        job.id(),
                                        done.left().stream()
                                                .map(left -> note(job, left))
                                                .toList())))
                .thenReturn(offerings.size());
    }

    private Mono<Void> dealt(Collection<UUID> offerings, Collection<UUID> placed, String media) {
        return database.sql("""
                        update sourced_picture set dealt = :media, placed = case when offering = any(:placed) then :media else placed end
                        where offering = any(:offerings)
                        """)
                .bind("media", media)
                .bind("placed", placed.toArray(UUID[]::new))
                .bind("offerings", offerings.toArray(UUID[]::new))
                .then();
    }

    private static Finding note(ImportJob job, Left left) {
        return Finding.ofFile(job, left.externalId(), "image", left.reason());
    }
}
