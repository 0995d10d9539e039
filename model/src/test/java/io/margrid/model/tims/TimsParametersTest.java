package io.margrid.model.tims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.scenario.VolShock;
import io.margrid.model.tims.TimsParameters.ProductGroup;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimsParametersTest {
    private static PortfolioType type(double range) {
        return new PortfolioType(
                PortfolioType.table(range, range, 5, List.of(VolShock.SAME)), PortfolioType.NO_SHOCK, false);
    }

    private static TimsParameters parameters(
            Map<String, List<String>> classGroups, Map<String, ProductGroup> productGroups) {
        return new TimsParameters(
                new ParameterHead("t", LocalDate.EPOCH, Evidence.USER, "a test", "00", Map.of()),
                new CoinClasses<>(
                        Map.of("index", type(0.08), "stock", type(0.15)),
                        Map.of("spx", "index", "spy", "index", "ndx", "index", "ibm", "stock"),
                        Optional.empty()),
                classGroups,
                productGroups,
                0.375);
    }

    @Test
    void groupsAreFoundByTheirMembers() {
        TimsParameters found = parameters(
                Map.of("sp500", List.of("spx", "spy")),
                Map.of("indexes", new ProductGroup(List.of("sp500", "ndx"), 0.9)));
        assertThat(found.classGroup("spy")).isEqualTo("sp500");
        assertThat(found.classGroup("ndx")).isEqualTo("ndx");
        assertThat(found.productGroup("spy")).isEqualTo("indexes");
        assertThat(found.productGroup("ibm")).isEqualTo("ibm");
        assertThat(found.offset("indexes")).isEqualTo(0.9);
        assertThat(found.offset("ibm")).isEqualTo(0.0);
    }

    @Test
    void groupsMustFitTogether() {
        assertThatThrownBy(() -> parameters(Map.of("a", List.of("spx"), "b", List.of("spx")), Map.of()))
                .hasMessage("class_groups: spx is in a and in b; it can be in one only");
        assertThatThrownBy(() -> parameters(Map.of("a", List.of("spx", "ibm")), Map.of()))
                .hasMessage("class_groups.a: all of [spx, ibm] must have one portfolio type");
        assertThatThrownBy(() -> parameters(Map.of(), Map.of("p", new ProductGroup(List.of("dax"), 0.9))))
                .hasMessage("product_groups.p: dax is no class group and has no portfolio type");
        assertThatThrownBy(() -> parameters(Map.of("ibm", List.of("spx", "spy")), Map.of()))
                .hasMessage("class_groups.ibm: the name is taken by something that is not in it");
        assertThatThrownBy(() -> new ProductGroup(List.of("spx"), 1.5)).hasMessageContaining("offset");
    }
}
