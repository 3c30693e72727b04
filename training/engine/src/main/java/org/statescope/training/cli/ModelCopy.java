package org.statescope.training.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A model, and the folder that another is made of it in.
final class ModelCopy {
  @Mixin private ModelPlace source = new ModelPlace();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "The folder to write, new or empty.")
  private Path target = Path.of("");

  ModelPlace source() {
    return source;
  }

  Path target() {
    return target;
  }
}
