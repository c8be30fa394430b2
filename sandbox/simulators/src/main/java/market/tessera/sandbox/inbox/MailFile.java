package market.tessera.sandbox.inbox;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A message as a file: RFC 5322 text after one line {@code Delivered-To}, so that every mail program opens it. */
final class MailFile {
    static final String ENDING = ".eml";
    private static final String RECIPIENT = "Delivered-To";
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
    private static final Session SESSION = Session.getInstance(new Properties());

    private MailFile() {}

    /** Appears in the folder all at once. */
    static void write(Path file, String recipient, MimeMessage message) throws MessagingException {
        try {
            var unfinished = file.resolveSibling(file.getFileName() + ".part");
            try (var out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                out.write((RECIPIENT + ": " + recipient + "\r\n").getBytes(StandardCharsets.UTF_8));
                message.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new MessagingException("The message could not be stored", failure);
        }
    }

    /** Without reading the message. */
    static String recipient(Path file) {
        try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            var line = Objects.requireNonNullElse(lines.readLine(), "");
            return line.startsWith(RECIPIENT)
                    ? line.substring(RECIPIENT.length() + 1).strip()
                    : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static ReceivedMail read(Path file) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var message = new MimeMessage(SESSION, in);
            var text = body(message, "text/plain");
            var name = file.getFileName().toString();
            return new ReceivedMail(
                    name.substring(0, name.length() - ENDING.length()),
                    Objects.requireNonNullElse(message.getMessageID(), ""),
                    sender(message),
                    Objects.requireNonNullElse(message.getHeader(RECIPIENT, null), ""),
                    Objects.requireNonNullElse(message.getSubject(), ""),
                    Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.indexOf('-')))),
                    text,
                    body(message, "text/html"),
                    LINK.matcher(text).results().map(MatchResult::group).toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (MessagingException malformed) {
            throw new IllegalStateException(file + " is not a mail message", malformed);
        }
    }

    private static String sender(MimeMessage message) throws MessagingException {
        var from = message.getFrom();
        return from == null || from.length == 0 ? "" : ((InternetAddress) from[0]).toUnicodeString();
    }

    /** The first part of that type, looking into parts of parts. */
    private static String body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                var found = body(inner, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
