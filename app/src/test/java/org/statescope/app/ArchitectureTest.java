package org.statescope.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The arrows between modules and packages, checked on the compiled classes of all modules.
class ArchitectureTest {
  private static JavaClasses classes;

  @BeforeAll
  static void importAllModules() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.statescope");
  }

  @Test
  void everyModuleIsLookedAt() {
    for (String module : new String[] {"analysis", "training.run", "training.cpu", "app"}) {
      assertFalse(
          classes
              .that(
                  DescribedPredicate.describe(
                      "in " + module,
                      each -> each.getPackageName().startsWith("org.statescope." + module)))
              .isEmpty(),
          "no classes of " + module + " were found");
    }
  }

  @Test
  void analysisKnowsNothingOfTrainingAndDesktop() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.statescope.analysis..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.statescope.training..", "org.statescope.app..")
            .because("control theory is useful without either, and imports go left only"));
  }

  @Test
  void trainingKnowsNothingOfTheDesktop() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.statescope.training..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.statescope.app..")
            .because("training runs on servers, and talks to the desktop by the run folder alone"));
  }

  @Test
  void theDesktopNeverLoadsTheTrainer() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.statescope.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.statescope.training.tensor..",
                "org.statescope.training.cpu..",
                "org.statescope.training.model..",
                "org.statescope.training.optimizer..",
                "org.statescope.training.trainer..",
                "org.statescope.training.hub..",
                "org.statescope.training.inference..",
                "org.statescope.training.cli..",
                "org.statescope.training.text..",
                "org.nd4j..",
                "org.bytedeco..")
            .because("the trainer is another process, so that neither can take the other down"));
  }

  @Test
  void analysisKnowsNoTensorLibrary() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("org.statescope.analysis..", "org.statescope.training.run..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
            .because("whoever reads a run or a system should not have to load natives"));
  }

  @Test
  void javaFxStaysInTheDesktop() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.statescope.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..")
            .because("analysis and training must run where there is no JavaFX"));
  }

  @Test
  void featuresOfTheDesktopDoNotKnowTheirWiring() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.statescope.app.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.statescope.app")
            .because("wiring is in one place and knows the features, not the other way round"));
  }

  @Test
  void packagesHaveNoCycles() {
    for (String part : new String[] {"analysis", "training", "app"}) {
      check(
          slices()
              .matching("org.statescope." + part + ".(**)")
              .should()
              .beFreeOfCycles()
              .because("a package that needs another which needs it cannot be read alone"));
    }
  }

  private static void check(ArchRule rule) {
    rule.check(classes);
  }
}
