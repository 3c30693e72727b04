/// What the desktop remembers between two starts. Holds no nodes.
@NullMarked
package org.statescope.app.settings;

import org.jspecify.annotations.NullMarked;
