package market.tessera.provider.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.LongSupplier;
import market.tessera.provider.media.Content;
import market.tessera.provider.media.Refusal;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * A PDF as it is kept: its pages, how they are read aloud, its links and its table of contents, in a file of our own making. Scripts, actions,
 * forms, notes, files within the file and whatever else stood in it do not come along.
 *
 * @param pages their number
 */
public record CleanPdf(Content content, int pages) {
    private static final float VERSION = 1.7f;

    /**
     * What is said of a document where it is shown.
     *
     * @param language BCP 47
     */
    public record Label(String title, String language) {}

    /** How an attempt to read one ended. */
    public sealed interface Reading {
        record Read(CleanPdf pdf) implements Reading {}

        record Refused(Refusal why) implements Reading {}
    }

    /** Takes up to seconds and much memory: not for an event loop. */
    public static Reading read(Content file, Label label, int mostPages) {
        return read(file, label, mostPages, System::nanoTime);
    }

    /** A file that nests too deeply for the stack is one that somebody has made so. */
    static Reading read(Content file, Label label, int mostPages, LongSupplier nanoseconds) {
        var wrong = Envelope.fault(file);
        if (wrong.isPresent()) {
            return new Reading.Refused(wrong.get());
        }
        try {
            return new Reading.Read(made(file, label, mostPages, nanoseconds));
        } catch (GuardedParser.Encrypted | InvalidPasswordException _) {
            return new Reading.Refused(Refusal.ENCRYPTED);
        } catch (PageTree.TooManyPages _) {
            return new Reading.Refused(Refusal.TOO_MANY_PAGES);
        } catch (Unpacking.UnreadPicture _) {
            return new Reading.Refused(Refusal.UNREAD_PICTURE);
        } catch (Allowance.Exceeded | StackOverflowError _) {
            return new Reading.Refused(Refusal.TOO_COMPLEX);
        } catch (IOException | RuntimeException _) {
            return new Reading.Refused(Refusal.BROKEN_PDF);
        }
    }

    private static CleanPdf made(Content file, Label label, int mostPages, LongSupplier nanoseconds)
            throws IOException {
        var allowance = new Allowance(nanoseconds);
        try (var original = new GuardedParser(file.buffer(), allowance).parse();
                var made = new PDDocument()) {
            if (original.isEncrypted()) {
                throw new GuardedParser.Encrypted();
            }
            var pages = new Rewriting(original, made, allowance).write(label, mostPages);
            return new CleanPdf(saved(made, new Allowance(nanoseconds)), pages);
        }
    }

    /** Without a date and with an id that follows from nothing but this, so that the same file again is the same bytes. */
    private static Content saved(PDDocument made, Allowance allowance) throws IOException {
        var file = new ByteArrayOutputStream();
        made.getDocument().setVersion(VERSION);
        made.setDocumentId(1L);
        made.save(allowance.kept(file), CompressParameters.NO_COMPRESSION);
        return Content.of(file.toByteArray());
    }
}
