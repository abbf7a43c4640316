# SPDX-License-Identifier: GPL-2.0-or-later
"""What sms-text prints and returns, run as people run it: sms_text_test.py TOOL MANUAL"""
import json
import pathlib
import subprocess
import sys
import unittest

TOOL = sys.argv.pop(1)
MANUAL = pathlib.Path(sys.argv.pop(1))


def run(*arguments, text=""):
    given = text if isinstance(text, bytes) else text.encode()
    done = subprocess.run([TOOL, *arguments], input=given, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def answers(*arguments, text=""):
    status, out, _ = run(*arguments, text=text)
    return status, [json.loads(line) for line in out.splitlines()]


class Segments(unittest.TestCase):
    def test_all_of_standard_input_is_one_text_line_ends_included(self):
        status, answer = answers("segments", text="a\nb\n")
        self.assertEqual(status, 0)
        self.assertEqual(answer, [{"encoding": "GSM-7", "segments": 1, "units": 4,
                                   "units_left": 156, "forcing": []}])

    def test_with_lines_each_line_is_a_text_without_its_end(self):
        status, answer = answers("segments", "--lines", text="ab\nç\n")
        self.assertEqual(status, 0)
        self.assertEqual([one["units"] for one in answer], [2, 1])
        self.assertEqual(answer[1]["forcing"], ["ç"])

    def test_with_lines_a_line_ends_as_windows_ends_it_too(self):
        _, answer = answers("segments", "--lines", text="ab\r\na\rb\r\n\r\n")
        self.assertEqual([one["units"] for one in answer], [2, 3, 0])
        self.assertEqual(run("segments", "--safe", "--lines", text="“a”\r\n")[1], '"a"\n')

    def test_safe_prints_the_spelling_and_nothing_else(self):
        self.assertEqual(run("segments", "--safe", text="“a”\n"), (0, '"a"\n', ""))
        self.assertEqual(run("segments", "--safe", text="“a”"), (0, '"a"', ""))
        self.assertEqual(run("segments", "--safe", "--lines", text="ê\nî\n"), (0, "e\ni\n", ""))

    def test_invalid_utf8_is_named_with_its_offset(self):
        status, answer = answers("segments", text=b"ab\xff")
        self.assertEqual(status, 1)
        self.assertEqual((answer[0]["error"], answer[0]["offset"]), ("invalid_utf8", 2))
        status, out, err = run("segments", "--safe", text=b"ab\xff")
        self.assertEqual((status, out), (1, ""))
        self.assertIn("offset 2", err)


class OtherCommands(unittest.TestCase):
    def test_each_line_of_standard_input_is_an_input(self):
        status, answer = answers("number", "--region", "DE", text="030 901820\r\n40404\n")
        self.assertEqual(status, 0)
        self.assertEqual(answer[0]["e164"], "+4930901820")
        self.assertEqual(answer[1], {"short_code": "40404", "kind": "short_code"})

    def test_one_invalid_input_of_several_gives_status_1_and_the_others_their_answers(self):
        status, answer = answers("number", "+1 307 555 1212", "+999 1", "INFO")
        self.assertEqual(status, 1)
        self.assertEqual(answer[1]["error"], "unknown_country_code")
        self.assertEqual(answer[2], {"sender_name": "INFO", "kind": "sender_name"})

    def test_a_fixed_line_has_a_warning_and_a_mobile_number_none(self):
        _, answer = answers("number", "+49 30 901820", "+49 151 23456789")
        self.assertIn("warning", answer[0])
        self.assertNotIn("warning", answer[1])

    def test_addresses_go_both_ways_and_are_canonical(self):
        status, answer = answers("address", "--gateway", "sms.example.com", "+1 307 555 1212",
                                 "+1-307-555-1212@SMS.example.com/x")
        self.assertEqual(status, 0)
        self.assertEqual(answer[0], answer[1])
        self.assertEqual(answer[0]["jid"], "+13075551212@sms.example.com")

    def test_addresses_of_groups_and_templates(self):
        _, answer = answers("address", "--gateway=cheogram.com", "+13075551213,+1 307 555 1212")
        self.assertEqual(answer[0]["jid"], "+13075551212,+13075551213@cheogram.com")
        self.assertEqual(answer[0]["members"], ["+13075551212", "+13075551213"])
        _, answer = answers("address", "--gateway", "{digits}@gw.example.org", "+1 307 555 1212")
        self.assertEqual(answer[0]["jid"], "13075551212@gw.example.org")

    def test_links_are_taken_apart(self):
        status, answer = answers("uri", "tel:7042;phone-context=example.com;ext=5;x", "mailto:a")
        self.assertEqual(status, 1)
        self.assertEqual(answer[0]["recipients"], [{"number": "7042", "context": "example.com",
                                                    "extension": "5", "parameters": {"x": None}}])
        self.assertEqual(answer[1]["error"], "not_a_phone_uri")

    def test_bytes_that_are_no_text_still_give_json(self):
        for command in (["number"], ["uri"], ["address", "--gateway", "sms.example.com"]):
            status, answer = answers(*command, text=b"\xff\xfe\n")
            self.assertEqual(status, 1)
            self.assertIn("error", answer[0])


class CommandLine(unittest.TestCase):
    def test_help_tells_every_command_and_succeeds(self):
        status, out, _ = run("--help")
        self.assertEqual(status, 0)
        for word in ("segments", "number", "address", "uri", "--region", "--gateway", "--dialect"):
            self.assertIn(word, out)

    def test_version_is_told(self):
        status, out, _ = run("--version")
        self.assertEqual(status, 0)
        self.assertRegex(out, r"\Asms-text \d+\.\d+\.\d+\n\Z")

    def test_a_wrong_command_line_is_named_and_gives_status_2(self):
        for arguments, named in (
                ([], "segments, number, address, uri"), (["count"], "'count'"),
                (["number", "--safe"], "'--safe'"), (["number", "--region"], "needs a value"),
                (["number", "--region", "DEU"], "'DEU'"), (["segments", "text"], "standard input"),
                (["address", "+13075551212"], "--gateway"), (["segments", "--lines=x"], "no value"),
                (["address", "--gateway", "{x}@a", "1"], "{number}"),
                (["address", "--gateway", "a", "--dialect", "x", "1"], "cheogram")):
            with self.subTest(arguments):
                status, out, err = run(*arguments)
                self.assertEqual((status, out), (2, ""))
                self.assertIn(named, err)

    def test_output_that_cannot_be_written_gives_the_reason_and_status_2(self):
        done = subprocess.run(["sh", "-c", 'yes x | head -n 9999 | "$0" segments --lines > /dev/full', TOOL],
                              capture_output=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr.decode()),
                         (2, "sms-text: cannot write to standard output: No space left on device\n"))

    def test_everything_behind_two_hyphens_is_an_input(self):
        self.assertEqual(answers("number", "--", "--help")[1][0]["error"], "letters")


class Manual(unittest.TestCase):
    def test_every_example_of_the_help_succeeds(self):
        examples = run("--help")[1].split("\nExamples:\n")[1].strip().split("\n")
        self.assertGreater(len(examples), 3)
        for example in examples:
            with self.subTest(example):
                command = example.split("$ ", 1)[1].replace("sms-text", '"$0"')
                done = subprocess.run(["sh", "-ec", command, TOOL], capture_output=True, timeout=60)
                self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_every_example_prints_what_the_manual_says(self):
        text = MANUAL.read_text(encoding="utf-8").replace("\\-", "-")
        examples = text.split(".nf\n")[1].split(".fi\n")[0].strip().split("$ ")[1:]
        self.assertGreater(len(examples), 3)
        for example in examples:
            command, expected = example.split("\n", 1)
            with self.subTest(command):
                done = subprocess.run(["sh", "-c", command.replace("sms-text", '"$0"'), TOOL],
                                      capture_output=True, timeout=60)
                self.assertEqual(done.stdout.decode().strip(), expected.strip())


unittest.main()
