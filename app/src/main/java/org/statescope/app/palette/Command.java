package org.statescope.app.palette;

import java.util.Optional;
import javafx.scene.input.KeyCombination;

/// Something the lab can do.
///
/// @param title what it does, or what it opens
/// @param detail what kind of thing that is, or where; found by a search as well
/// @param keys the way without the palette
public record Command(
    String title, String detail, Optional<KeyCombination> keys, Runnable action) {}
