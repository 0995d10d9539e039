package io.margrid.host;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The layers: `model` stands alone, backends see the model only, the host finds them by `ServiceLoader`.
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // Tests of the model, which tests here use too.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.margrid");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.margrid");

    /// Of `java.lang.Math`, what every machine computes to the same bits.
    private static final Set<String> EXACT = Set.of(
            "abs",
            "addExact",
            "ceil",
            "ceilDiv",
            "clamp",
            "copySign",
            "floor",
            "floorDiv",
            "floorMod",
            "fma",
            "getExponent",
            "max",
            "min",
            "multiplyExact",
            "nextDown",
            "nextUp",
            "rint",
            "round",
            "scalb",
            "signum",
            "sqrt",
            "subtractExact",
            "toIntExact",
            "ulp");

    @Test
    void everyModuleIsSeen() {
        Set<String> packages = MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages)
                .contains(
                        "io.margrid.model.revaluation",
                        "io.margrid.model.deribit",
                        "io.margrid.cpu",
                        "io.margrid.host.engine",
                        "io.margrid.v1");
        assertThat(TESTS.contain(ArchitectureTest.class)).isTrue();
    }

    @Test
    void modelStandsAlone() {
        classes()
                .that()
                .resideInAPackage("io.margrid.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.margrid.model..", "java..", "org.jspecify..")
                .check(MAIN);
    }

    @Test
    void backendsSeeTheModelOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.margrid.cpu..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.margrid.kernels..", "io.margrid.host..", "io.margrid.v1..")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("io.margrid.kernels..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.margrid.cpu..", "io.margrid.host..", "io.margrid.v1..")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void hostNamesNoBackend() {
        noClasses()
                .that()
                .resideInAPackage("io.margrid.host..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.margrid.cpu..", "io.margrid.kernels..")
                .check(MAIN);
    }

    @Test
    void messagesStayAtTheBorder() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.margrid.v1..",
                        "io.margrid.host.grpc..",
                        "io.margrid.host.report..",
                        "io.margrid.host.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.margrid.v1..", "com.google.protobuf..", "io.grpc..")
                .check(MAIN);
    }

    @Test
    void figuresUseNoMathThatMayDiffer() {
        noClasses()
                .that()
                .resideInAnyPackage("io.margrid.model..", "io.margrid.cpu..", "io.margrid.kernels..")
                .should()
                .accessTargetWhere(describe(
                        "java.lang.Math leaves the last bit open",
                        (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(Math.class)
                                && !EXACT.contains(access.getName())))
                .check(MAIN);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.margrid.host.cli.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .check(MAIN);
    }

    @Test
    void testsDoNotSleep() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "Thread.sleep",
                        (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(Thread.class)
                                && access.getName().equals("sleep")))
                .check(TESTS);
    }

    @Test
    void nothingPrintsPastTheConsole() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.margrid.host.cli.Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MAIN);
    }
}
