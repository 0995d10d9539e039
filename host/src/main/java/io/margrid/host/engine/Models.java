package io.margrid.host.engine;

import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.deribit.DeribitStandardMargin;
import io.margrid.model.margin.MarginModel;
import java.util.List;
import java.util.Optional;

/// The margin models that a user can choose by name.
public final class Models {
    /// The model where none is named.
    public static final String DEFAULT = DeribitPortfolioMargin.ID;

    private Models() {}

    /// The names.
    ///
    /// @return the default first
    public static List<String> ids() {
        return List.of(DeribitPortfolioMargin.ID, DeribitStandardMargin.ID);
    }

    /// A model under a parameter set.
    ///
    /// @param id         one of [#ids()]
    /// @param parameters the set
    /// @return empty if no model has that name
    public static Optional<MarginModel> of(String id, DeribitParameters parameters) {
        return switch (id) {
            case DeribitPortfolioMargin.ID -> Optional.of(new DeribitPortfolioMargin(parameters));
            case DeribitStandardMargin.ID -> Optional.of(new DeribitStandardMargin(parameters));
            default -> Optional.empty();
        };
    }
}
