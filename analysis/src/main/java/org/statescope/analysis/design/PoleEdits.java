package org.statescope.analysis.design;

import java.util.ArrayList;
import java.util.List;

/// Edits in the order in which they are made; each sees the network that those before it leave.
///
/// @param list the edits
public record PoleEdits(List<PoleEdit> list) {
  /// No edit.
  public static final PoleEdits NONE = new PoleEdits(List.of());

  public PoleEdits {
    list = List.copyOf(list);
  }

  /// These edits in this order.
  public static PoleEdits of(PoleEdit... edits) {
    return new PoleEdits(List.of(edits));
  }

  /// These and one more after them.
  public PoleEdits with(PoleEdit edit) {
    List<PoleEdit> longer = new ArrayList<>(list);
    longer.add(edit);
    return new PoleEdits(longer);
  }

  /// The first `count` of them.
  public PoleEdits first(int count) {
    return new PoleEdits(list.subList(0, count));
  }

  /// How many there are.
  public int size() {
    return list.size();
  }

  /// Whether there is none.
  public boolean isEmpty() {
    return list.isEmpty();
  }
}
