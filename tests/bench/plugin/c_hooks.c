/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/bench/plugin/c_hooks.h"

#include <string.h>

void empty_hook(PurpleConnection* connection, xmlnode** packet, gpointer data) {
  (void)connection;
  (void)packet;
  (void)data;
}

void minimal_hook(PurpleConnection* connection, xmlnode** packet, gpointer data) {
  (void)connection;
  (void)data;
  if (strcmp((*packet)->name, "presence") != 0) return;
  xmlnode* caps = xmlnode_get_child(*packet, "c");
  if (caps == NULL) return;
  const char* ext = xmlnode_get_attrib(caps, "ext");
  if (ext == NULL) {
    xmlnode_set_attrib(caps, "ext", "sms-v1");
    return;
  }
  char* longer = g_strdup_printf("%s sms-v1", ext);
  xmlnode_set_attrib(caps, "ext", longer);
  g_free(longer);
}

void one_call_hook(PurpleConnection* connection, xmlnode** packet, gpointer data) {
  (void)connection;
  (void)data;
  if (*(*packet)->name != 'p') return;
  xmlnode* caps = (*packet)->child;
  while (caps != NULL && (caps->type != XMLNODE_TYPE_TAG || strcmp(caps->name, "c") != 0)) {
    caps = caps->next;
  }
  if (caps == NULL) return;
  for (const xmlnode* child = caps->child; child != NULL; child = child->next) {
    if (child->type == XMLNODE_TYPE_ATTRIB && *child->name == 'e') return;
  }
  xmlnode_set_attrib_full(caps, "ext", NULL, NULL, "sms-v1");
}
