# SPDX-License-Identifier: GPL-2.0-or-later
"""Certificates of throwaway servers, and clients that trust them."""

import os
import shutil
import subprocess


def make_certificate(directory, domain):
    """A self-signed certificate for the domain and for 127.0.0.1; its path."""
    path = os.path.join(directory, "certificate.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", os.path.join(directory, "key.pem"), "-out", path, "-subj", f"/CN={domain}",
         "-addext", f"subjectAltName=DNS:{domain},DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True)
    return path


def trust_certificate(user_folder, certificate):
    """Makes a libpurple client take the certificate without asking."""
    peers = os.path.join(user_folder, "certificates", "x509", "tls_peers")
    os.makedirs(peers, exist_ok=True)
    # libpurple looks a certificate up by the host it connected to, not by the domain.
    shutil.copy(certificate, os.path.join(peers, "127.0.0.1"))
