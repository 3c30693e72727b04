package org.statescope.app.report;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the user where a report should go.
@FunctionalInterface
public interface ReportChoice {
  /// @param folder where to begin
  /// @return the page's file; empty where the user thought better of it
  Optional<Path> ask(Optional<Path> folder, String name);
}
