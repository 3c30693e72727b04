package org.statescope.app.design;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A value that changes by whole replacements, and the way back and forth between them.
///
/// Changes that belong to one gesture, such as presses of an arrow key on one pole, carry one tag
/// and are undone together. Undoing ends the gesture: the next change is one of its own.
final class History<T> {
  private static final int MOST = 500;

  private final Deque<T> past = new ArrayDeque<>();
  private final Deque<T> future = new ArrayDeque<>();
  private final ReadOnlyObjectWrapper<T> now;
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
  private Optional<Object> gesture = Optional.empty();

  History(T start) {
    now = new ReadOnlyObjectWrapper<>(start);
  }

  ReadOnlyObjectProperty<T> nowProperty() {
    return now.getReadOnlyProperty();
  }

  T now() {
    return now.get();
  }

  ReadOnlyBooleanProperty canUndoProperty() {
    return canUndo.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty canRedoProperty() {
    return canRedo.getReadOnlyProperty();
  }

  /// A change of its own; nothing where the value stays equal.
  void change(T next) {
    change(next, Optional.empty());
  }

  /// A change of a gesture.
  ///
  /// @param tag equal for all changes of one gesture
  void change(T next, Object tag) {
    change(next, Optional.of(tag));
  }

  /// Begins anew: nothing can be undone.
  void restart(T start) {
    past.clear();
    future.clear();
    gesture = Optional.empty();
    set(start);
  }

  void undo() {
    if (!past.isEmpty()) {
      future.push(now.get());
      gesture = Optional.empty();
      set(past.pop());
    }
  }

  /// Undoes the last change for good: it cannot be made again.
  void retract() {
    if (!past.isEmpty()) {
      gesture = Optional.empty();
      future.clear();
      set(past.pop());
    }
  }

  void redo() {
    if (!future.isEmpty()) {
      past.push(now.get());
      gesture = Optional.empty();
      set(future.pop());
    }
  }

  private void change(T next, Optional<Object> tag) {
    if (next.equals(now.get())) {
      return;
    }
    boolean sameGesture = tag.isPresent() && tag.equals(gesture);
    if (!sameGesture) {
      past.push(now.get());
      if (past.size() > MOST) {
        past.removeLast();
      }
    }
    future.clear();
    gesture = tag;
    set(next);
  }

  /// What can be done is known before the value is told.
  private void set(T next) {
    canUndo.set(!past.isEmpty());
    canRedo.set(!future.isEmpty());
    now.set(next);
  }
}
