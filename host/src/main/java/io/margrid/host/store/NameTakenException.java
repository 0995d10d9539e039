package io.margrid.host.store;

/// Something other than what is kept under a name was to be kept under it.
public final class NameTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String name;

    /// A name that is taken.
    ///
    /// @param kind what has it
    /// @param name the name
    /// @param sha256 hash of what has it
    NameTakenException(Kind kind, String name, String sha256) {
        super("the server has another %s named \"%s\", with SHA-256 %s; what is kept never changes, choose another name"
                .formatted(kind.words(), name, sha256));
        this.kind = kind;
        this.name = name;
    }

    /// What can be kept.
    public enum Kind {
        /// A market.
        SNAPSHOT("snapshot"),
        /// A parameter set.
        PARAMETER_SET("parameter set");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// For people.
        ///
        /// @return the kind in the singular
        public String words() {
            return words;
        }
    }

    /// What has the name.
    ///
    /// @return the kind
    public Kind kind() {
        return kind;
    }

    /// The name.
    ///
    /// @return as it was to be used
    public String name() {
        return name;
    }
}
