package market.tessera.provider.media;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The files that providers keep here, each under the digest of what is in it. */
@Repository
public class Media {
    /** How a file is named in the catalogue: its path on this marketplace. */
    public static final String ADDRESS = "/media/[0-9a-f]{64}";

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String PATH = "/media/";
    /** In bytes, of a file that is larger. Most pictures are smaller. */
    private static final int PIECE = 512 * 1024;

    private final DatabaseClient database;
    private final MediaProperties properties;
    private final Clock clock;

    Media(DatabaseClient database, MediaProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What is to be kept.
     *
     * @param name of the file, where it is saved rather than shown
     */
    public record Made(
            String type,
            Content content,
            @Nullable Content card,
            @Nullable Integer pages,
            @Nullable String name) {
        static Made picture(String type, Content content, @Nullable Content card) {
            return new Made(type, content, card, null, null);
        }

        public static Made document(Content content, int pages, String name) {
            return new Made("application/pdf", content, null, pages, name);
        }
    }

    /**
     * What is known of a file that is kept.
     *
     * @param size in bytes
     * @param pages of a document
     */
    public record Known(
            String address, String type, int size, @Nullable Integer pages) {
        public boolean isPicture() {
            return type.startsWith("image/");
        }
    }

    /**
     * A file that is given out, or its card.
     *
     * @param card whether it is the card, where there is one
     * @param size of the whole, in bytes
     * @param beginning of it: all of it, unless it is large
     */
    record File(
            boolean card,
            String type,
            int size,
            Content beginning,
            @Nullable String name) {
        boolean isWhole() {
            return beginning.size() == size;
        }
    }

    /** The address under which it is kept now, or was before; empty if the provider has no room for it. */
    @Transactional
    public Mono<String> keep(UUID provider, Made made) {
        var digest = made.content().digest();
        return database.sql("select pg_advisory_xact_lock(hashtextextended('media of ' || :provider, 0))")
                .bind("provider", provider.toString())
                .then()
                .then(Mono.defer(() -> add(provider, digest, made)))
                .filter(kept -> kept)
                .map(_ -> PATH + HexFormat.of().formatHex(digest));
    }

    private Mono<Boolean> add(UUID provider, byte[] digest, Made made) {
        return database.sql("""
                        insert into media (provider, sha256, type, content, card, pages, name, used_at)
                        select :provider, :sha256, :type, :content, :card, :pages, :name, :now
                        where :size + (select coalesce(sum(size), 0) from media where provider = :provider) <= :most
                          or exists (select from media where provider = :provider and sha256 = :sha256)
                        on conflict (provider, sha256) do update set used_at = excluded.used_at
                        """)
                .bind("provider", provider)
                .bind("sha256", ByteBuffer.wrap(digest))
                .bind("type", made.type())
                .bind("content", made.content().buffer())
                .bind(
                        "card",
                        Columns.orNull(made.card() == null ? null : made.card().buffer(), ByteBuffer.class))
                .bind("pages", Columns.orNull(made.pages(), Integer.class))
                .bind("name", Columns.orNull(made.name(), String.class))
                .bind(
                        "size",
                        made.content().size()
                                + (made.card() == null ? 0L : made.card().size()))
                .bind("most", properties.perProvider().toBytes())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /**
     * Puts files to use again, so that none of them is swept before what names it is stored. To be called in the transaction that stores it.
     *
     * @return what is known of those addresses that are the provider's
     */
    public Flux<Known> use(UUID provider, Collection<String> addresses) {
        return addresses.isEmpty()
                ? Flux.empty()
                : database.sql("""
                                update media set used_at = :now where provider = :provider and '/media/' || encode(sha256, 'hex') = any(:addresses)
                                returning '/media/' || encode(sha256, 'hex') as address, type, octet_length(content) as size, pages
                                """)
                        .bind("now", clock.instant())
                        .bind("provider", provider)
                        .bind("addresses", addresses.toArray(String[]::new))
                        .map(row -> new Known(
                                Columns.required(row, "address", String.class),
                                Columns.required(row, "type", String.class),
                                Columns.required(row, "size", Integer.class),
                                row.get("pages", Integer.class)))
                        .all();
    }

    /** What anybody may see: a version of something public names it, or a verified provider shows it as its logo. */
    Mono<File> ofEverybody(String digest, boolean card) {
        return find(digest, card, """
                and exists (select from provider p where p.id = m.provider and p.verified_at is not null
                  and (p.shopfront ->> 'logo' = :address
                    or exists (select from offering_version v join offering o on o.id = v.offering
                      where v.image = :address and o.provider = m.provider and o.status = 'published')
                    or exists (select from version_document v join offering o on o.id = v.offering
                      where v.address = :address and o.provider = m.provider and o.status = 'published')))
                """);
    }

    /** What whoever asks keeps. */
    Mono<File> own(String digest, boolean card) {
        return find(digest, card, "and :address <> ''");
    }

    private Mono<File> find(String digest, boolean card, String condition) {
        if (!DIGEST.matcher(digest).matches()) {
            return Mono.empty();
        }
        return database.sql("""
                        select m.type, m.name, octet_length(%1$s) as size, substr(%1$s, 1, :most) as beginning from media m
                        where m.sha256 = decode(:digest, 'hex') %2$s limit 1
                        """.formatted(column(card), condition))
                .bind("most", PIECE)
                .bind("digest", digest)
                .bind("address", PATH + digest)
                .map(row -> file(row, card))
                .one();
    }

    private static String column(boolean card) {
        return card ? "coalesce(m.card, m.content)" : "m.content";
    }

    private static File file(Readable row, boolean card) {
        return new File(
                card,
                Columns.required(row, "type", String.class),
                Columns.required(row, "size", Integer.class),
                Content.of(Columns.bytes(row, "beginning")),
                row.get("name", String.class));
    }

    /** The whole of what was found, piece by piece as it is asked for: nobody who reads slowly keeps a large file in memory. */
    Flux<Content> content(String digest, File file) {
        return Flux.just(file.beginning())
                .concatWith(Flux.range(1, (file.size() - 1) / PIECE).concatMap(piece -> piece(digest, file, piece), 1));
    }

    /** The same bytes in whichever provider's row they are. */
    private Mono<Content> piece(String digest, File file, int number) {
        return database.sql("""
                        select substr(%1$s, :from, :most) as piece from media m
                        where m.sha256 = decode(:digest, 'hex') and octet_length(%1$s) = :size limit 1
                        """.formatted(column(file.card())))
                .bind("from", number * PIECE + 1)
                .bind("most", PIECE)
                .bind("digest", digest)
                .bind("size", file.size())
                .map(row -> Content.of(Columns.bytes(row, "piece")))
                .one();
    }

    /** Lets go what nothing names and was not put to use for a while. */
    Mono<Long> sweep() {
        return database.sql("""
                        delete from media m where m.used_at < :before
                          and not exists (select from offering_version v join offering o on o.id = v.offering
                            where v.image = '/media/' || encode(m.sha256, 'hex') and o.provider = m.provider)
                          and not exists (select from offering_draft d join offering o on o.id = d.offering
                            where d.elements -> 'image' is not null and d.elements #>> '{image,url}' = '/media/' || encode(m.sha256, 'hex')
                              and o.provider = m.provider)
                          and not exists (select from provider p where p.id = m.provider
                            and p.shopfront ->> 'logo' = '/media/' || encode(m.sha256, 'hex'))
                          and not exists (select from offering_template t where t.provider = m.provider
                            and t.elements #>> '{image,url}' = '/media/' || encode(m.sha256, 'hex'))
                          and not exists (select from version_document v join offering o on o.id = v.offering
                            where v.address = '/media/' || encode(m.sha256, 'hex') and o.provider = m.provider)
                          and not exists (select from offering_draft d join offering o on o.id = d.offering
                            cross join jsonb_array_elements(d.elements -> 'documents') f
                            where d.elements -> 'documents' is not null and f ->> 'url' = '/media/' || encode(m.sha256, 'hex')
                              and o.provider = m.provider)
                          and not exists (select from offering_template t cross join jsonb_array_elements(t.elements -> 'documents') f
                            where t.provider = m.provider and f ->> 'url' = '/media/' || encode(m.sha256, 'hex'))
                        """)
                .bind("before", clock.instant().minus(properties.unused()))
                .fetch()
                .rowsUpdated();
    }
}
