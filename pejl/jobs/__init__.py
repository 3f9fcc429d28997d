"""What Pejl does when nobody waits for it: a queue, work that comes back every night, and letters by e-mail.

Someone answers an idea, and its followers get a letter; each Monday a digest (*samlebrev*) tells what happened;
in the night old rows are removed. All of it is queued in the database together with the change it belongs to,
so that nothing is sent about what did not happen, and nothing is forgotten when a machine stops. What cannot be
known, such as whether a letter left the house before the power went, is put on a list for a person and not
guessed. The room rests on no other. docs/jobs.md tells how to use it.
"""
