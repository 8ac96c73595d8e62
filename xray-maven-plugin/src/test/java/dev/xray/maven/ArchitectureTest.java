package dev.xray.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.xray.maven", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String WORKER = "dev.xray.maven.worker..";

  @ArchTest
  static final ArchRule natives_are_used_by_nobody_but_the_worker =
      noClasses()
          .that()
          .resideOutsideOfPackage(WORKER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "org.opencv..", "org.bytedeco..", "nu.pattern..");

  @ArchTest
  static final ArchRule the_pipeline_is_run_by_nobody_but_the_worker =
      noClasses()
          .that()
          .resideOutsideOfPackage(WORKER)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.xray.core.pipeline.Xray");

  @ArchTest
  static final ArchRule the_worker_knows_nothing_of_maven =
      noClasses()
          .that()
          .resideInAPackage(WORKER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.maven..",
              "dev.xray.maven",
              "dev.xray.maven.launcher..",
              "dev.xray.maven.progress..");

  @ArchTest
  static final ArchRule the_launcher_knows_no_goal =
      noClasses()
          .that()
          .resideInAPackage("dev.xray.maven.launcher..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.maven..", "dev.xray.maven", "dev.xray.maven.progress..");
}
