package org.statescope.app.export;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the user where a file should go.
@FunctionalInterface
public interface FileChoice {
  /// @param folder where to begin
  /// @param name what to propose
  /// @return empty where the user thought better of it
  Optional<Path> ask(FileFormat format, Optional<Path> folder, String name);
}
