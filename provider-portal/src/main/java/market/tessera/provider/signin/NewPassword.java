package market.tessera.provider.signin;

/** What a password of staff has to be: long enough. There is no rule about kinds of characters. */
public final class NewPassword {
    /** Shorter ones can be guessed. */
    public static final int SHORTEST = 12;

    static final int LONGEST = 200;

    private NewPassword() {}

    /** How long a password is. */
    public enum Length {
        FITS,
        TOO_SHORT,
        TOO_LONG
    }

    public static Length lengthOf(String password) {
        if (password.length() < SHORTEST) {
            return Length.TOO_SHORT;
        }
        return password.length() > LONGEST ? Length.TOO_LONG : Length.FITS;
    }
}
