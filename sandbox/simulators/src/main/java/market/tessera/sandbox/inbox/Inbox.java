package market.tessera.sandbox.inbox;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** An SMTP server on loopback that keeps what it receives in a folder, one {@code .eml} file per message and recipient. */
public final class Inbox implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final GreenMailUser EVERYONE = new FolderUser();

    private final Path folder;
    private final GreenMail server;
    private final AtomicLong number = new AtomicLong();
    private final Set<String> holds = ConcurrentHashMap.newKeySet();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Inbox(Path folder, GreenMail server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * @param port to listen on; 0 takes any free one
     * @param folder is created if missing; messages already in it belong to the inbox
     */
    public static Inbox start(int port, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var server = new GreenMail(new ServerSetup(port, LOOPBACK, ServerSetup.PROTOCOL_SMTP));
        server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        server.start();
        var inbox = new Inbox(folder, server);
        server.getUserManager().setMessageDeliveryHandler(inbox::keep);
        return inbox;
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** From the next one on, mail to an address is received, and its sender does not hear of it. Whoever else sends mail meanwhile waits as well. */
    public void hold(String address) {
        holds.add(address);
    }

    /** Whose mail was received, and its sender does not know. */
    public Set<String> held() {
        return Set.copyOf(held);
    }

    /** Everything, the newest first. */
    public List<ReceivedMail> messages() {
        return files().reversed().stream().map(MailFile::read).toList();
    }

    /** What one address was sent, the newest first; letter case does not matter. */
    public List<ReceivedMail> messagesTo(String address) {
        return files().reversed().stream()
                .filter(file -> MailFile.recipient(file).equalsIgnoreCase(address))
                .map(MailFile::read)
                .toList();
    }

    public Optional<ReceivedMail> find(String id) {
        return files().stream()
                .filter(file -> file.getFileName().toString().equals(id + MailFile.ENDING))
                .findFirst()
                .map(MailFile::read);
    }

    /** Stops listening; what was received stays in the folder, and nothing else is received any more. */
    @Override
    public void close() {
        closed.countDown();
        server.stop();
    }

    private GreenMailUser keep(MovingMessage received, MailAddress recipient) throws MessagingException {
        if (closed.getCount() == 0) {
            throw new MessagingException("The inbox is closed");
        }
        var name = "%d-%06d%s".formatted(System.currentTimeMillis(), number.incrementAndGet(), MailFile.ENDING);
        MailFile.write(folder.resolve(name), recipient.getEmail(), received.getMessage());
        if (holds.contains(recipient.getEmail())) {
            waits(recipient.getEmail());
        }
        return EVERYONE;
    }

    private void waits(String address) throws MessagingException {
        held.add(address);
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MessagingException("The inbox is closing", interrupted);
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(MailFile.ENDING))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
