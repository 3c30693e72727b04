package org.statescope.app.export;

import java.util.Optional;

/// A view whose user selects a system; what lies below it offers to write that system.
public interface SystemHolder {
  /// Empty while none is selected.
  Optional<NamedSystem> selectedSystem();
}
