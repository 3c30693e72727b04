package org.statescope.app.design;

import java.util.concurrent.atomic.AtomicReference;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.design.PoleEdits;

/// The network with the edits of the moment, made from the one that was made last: while a pole is
/// dragged only its move is new, however large its layer. For any thread.
final class LatestEdits {
  private final AtomicReference<EditedNetwork> latest;

  LatestEdits(EditedNetwork untouched) {
    latest = new AtomicReference<>(untouched);
  }

  /// @throws org.statescope.analysis.design.RefusedEditException if an edit cannot be made
  EditedNetwork with(PoleEdits edits) {
    return latest.updateAndGet(before -> before.remade(edits));
  }
}
