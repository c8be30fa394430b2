package market.tessera.storefront.account;

import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.platform.mail.EmailAddress;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The accounts. Whatever changes who a learner is goes to the log in the same transaction, which the caller opens. */
@Repository
public class Accounts {
    private final DatabaseClient database;
    private final EventLog log;

    Accounts(DatabaseClient database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    public Mono<Account> byId(UUID id) {
        return one(database.sql("select * from account where id = :id").bind("id", id));
    }

    public Mono<Account> byEmail(EmailAddress email) {
        return one(database.sql("select * from account where email = :email").bind("email", email.text()));
    }

    /** Empty if the address has got an account in the meantime. */
    public Mono<Account> open(Account account) {
        return one(database.sql("""
                        insert into account (id, email, name, password_hash, version, created_at)
                        values (:id, :email, :name, :passwordHash, :version, :createdAt)
                        on conflict (email) do nothing
                        returning *
                        """).bindProperties(account)).delayUntil(this::tell);
    }

    public Mono<Account> rename(UUID id, String name) {
        return one(database.sql("update account set name = :name, version = version + 1 where id = :id returning *")
                        .bind("id", id)
                        .bind("name", name))
                .delayUntil(this::tell);
    }

    /** Errors with {@link org.springframework.dao.DuplicateKeyException} if the address has an account already. */
    public Mono<Account> move(UUID id, String email) {
        return one(database.sql("update account set email = :email, version = version + 1 where id = :id returning *")
                        .bind("id", id)
                        .bind("email", email))
                .delayUntil(this::tell);
    }

    public Mono<Account> changePassword(UUID id, String passwordHash) {
        return one(database.sql(
                        "update account set password_hash = :hash, version = version + 1 where id = :id returning *")
                .bind("id", id)
                .bind("hash", passwordHash));
    }

    /**
     * Takes everything of the account's with it that only the account's owner needs: sessions, links, saved offerings.
     *
     * @param badgesToo whether nobody is to be shown its badges any more
     */
    public Mono<Account> close(UUID id, boolean badgesToo) {
        var deleted = new Deleted(id, badgesToo ? "removed" : "kept");
        return one(database.sql("delete from account where id = :id returning *")
                        .bind("id", id))
                .delayUntil(account ->
                        log.append(new Event("account.deleted", id.toString(), account.version() + 1, deleted)));
    }

    private Mono<Void> tell(Account account) {
        var known = new Confirmed(account.id(), account.email(), account.name());
        return log.append(new Event("account.confirmed", account.id().toString(), account.version(), known));
    }

    private static Mono<Account> one(GenericExecuteSpec query) {
        return query.mapProperties(Account.class).one();
    }

    private record Confirmed(UUID id, String email, String name) {}

    private record Deleted(UUID id, String badges) {}
}
