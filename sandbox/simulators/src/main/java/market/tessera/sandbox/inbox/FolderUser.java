package market.tessera.sandbox.inbox;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.internet.MimeMessage;

/** Everybody, to the SMTP server: what is delivered is in the folder already, and need not be taken apart and kept in memory as well. */
final class FolderUser implements GreenMailUser {
    private static final String NAME = "everyone";

    @Override
    public void deliver(MovingMessage message) {
        // in the folder
    }

    @Override
    public void deliver(MimeMessage message) {
        // in the folder
    }

    @Override
    public String getEmail() {
        return NAME;
    }

    @Override
    public String getLogin() {
        return NAME;
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public String getQualifiedMailboxName() {
        return NAME;
    }

    @Override
    public void create() {
        // has no mailbox
    }

    @Override
    public void delete() {
        // has no mailbox
    }

    @Override
    public void setPassword(String password) {
        throw new UnsupportedOperationException("Nobody signs in");
    }

    @Override
    public void authenticate(String password) {
        // anybody may send
    }
}
