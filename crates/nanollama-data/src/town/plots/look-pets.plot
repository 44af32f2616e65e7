title a show of animals
season summer
cast a: child
cast t: doctor
cast b: child
cast c: child
cast d: child
cast e: child
word x1: parrot, tortoise, guinea pig, hedgehog, snail, frog, goose, canary, lizard, mouse, raven, lamb, hamster, grass snake
word x2: parrot, tortoise, guinea pig, hedgehog, snail, frog, goose, canary, lizard, mouse, raven, lamb, hamster, grass snake
word x3: parrot, tortoise, guinea pig, hedgehog, snail, frog, goose, canary, lizard, mouse, raven, lamb, hamster, grass snake
word x4: parrot, tortoise, guinea pig, hedgehog, snail, frog, goose, canary, lizard, mouse, raven, lamb, hamster, grass snake
word n1: Nutmeg, Sultan, Bubbles, Professor, Pickle, Duchess, Tinker, Radish, Trumpet, Domino, Waffle, Captain
word n2: Nutmeg, Sultan, Bubbles, Professor, Pickle, Duchess, Tinker, Radish, Trumpet, Domino, Waffle, Captain
word n3: Nutmeg, Sultan, Bubbles, Professor, Pickle, Duchess, Tinker, Radish, Trumpet, Domino, Waffle, Captain
word n4: Nutmeg, Sultan, Bubbles, Professor, Pickle, Duchess, Tinker, Radish, Trumpet, Domino, Waffle, Captain
word w1: the softest voice, the brightest eyes, the longest nap, the cleanest feet, the best manners, the finest walk, the biggest appetite, the quickest jump, the calmest nerves, the wisest look, the loudest greeting
word w2: the softest voice, the brightest eyes, the longest nap, the cleanest feet, the best manners, the finest walk, the biggest appetite, the quickest jump, the calmest nerves, the wisest look, the loudest greeting
word w3: the softest voice, the brightest eyes, the longest nap, the cleanest feet, the best manners, the finest walk, the biggest appetite, the quickest jump, the calmest nerves, the wisest look, the loudest greeting
word w4: the softest voice, the brightest eyes, the longest nap, the cleanest feet, the best manners, the finest walk, the biggest appetite, the quickest jump, the calmest nerves, the wisest look, the loudest greeting
place p: barn, meadow, village square, school, garden
word prize: ribbon, tin medal, paper star, bunch of clover

beat start
3: {t.intro} held a show of animals {p.in}, and {a.intro} had to write the cards
3: There were so many boxes with holes {p.in} that {t.intro} had to climb over them, and {a.intro} came behind with pen and paper
3: On the first Sunday in June there was a show of animals {p.in}, and {a.intro} helped {t.intro}, who was the judge
1: {t.intro} held a show of animals {p.in}, and I had to write the cards
1: There were so many boxes with holes {p.in} that {t.intro} had to climb over them, and I came behind with pen and paper
1: On Sunday there was a show of animals {p.in}, and I helped {t.intro}, who was the judge
beat maybe start
@weather
beat start
It squeaked, (bleated|rustled) and (chirped|scratched) from all the boxes and baskets
People came from both ends of the town to see it
Nobody was allowed to clap, so as not to frighten anyone
beat start
All the animals had been found in the fields or borrowed for the day
Nobody had brought a pet, for all the animals were found or borrowed
The rule was that every animal had to be found or borrowed
beat say t to a
No animal shall go home without a prize, {a.name}. Each of them is best at something
Write clearly, {a.name}. Each animal gets a prize for what it does best
There is no such thing as a second prize here, {a.name}
beat mix start
{b.name} had brought {x1.a} called {n1}, and it won the prize for {w1}
{b.name} lifted {n1}, {x1.a}, on to the table, and it won the prize for {w1}
{n1}, the {x1} that {b.name} had brought, got the prize for {w1}
The prize for {w1} went to {n1}, {x1.a} that {b.name} had brought along
beat mix start
{c.name} held up {n2}, {x2.a} with {w2}
{n2} came in {c.name}'s arms, and nobody would have thought that {x2.a} had {w2}
With {n2}, {x2.a}, {c.name} won the prize for {w2}
The {x2} that {c.name} showed was called {n2}, and it had {w2}
beat mix start
For {w3}, the judge chose {n3}, the {x3} that {d.name} had brought
{d.name} opened a box, and out came {n3}, {x3.a} with {w3}
{n3} came with {d.name}, and although it was only {x3.a}, it had {w3}
{n3} was {x3.a} that {d.name} had found in the spring, and it was praised for {w3}
beat mix start
{e.name} was proud, because {n4}, the {x4}, had {w4}
{e.name} whispered to {n4}, the {x4}, that it had {w4}, and the judge thought so, too
The {x4} that {e.name} had on one arm was {n4}, and its prize was for {w4}
{n4} had come with {e.name}, and this {x4} was the one with {w4}
beat but
when all the cards were written, a little ant walked across the table
when the pen was already dry, something with six legs crossed the paper
just as {t} wanted to close the show, a ladybird landed on the table
beat say a
And what about this one? It came all by itself
Wait, here is one more
Stop! I have forgotten somebody
beat so
it got the prize for the longest way to travel
it was put on a leaf and praised for its good shoes, all six of them
it was given the prize for courage, and everybody clapped softly
beat maybe start
Each winner was given {prize.a}, and some of the winners ate it
Somebody tied {prize.a} to every basket, box and cage
Nobody went home without {prize.a}, and not one animal had bitten another
beat maybe start
@glad a
@ending a

ask who b
? Who had brought {n1}
? Who came with the {x1}
! {b.name} had brought {n1}
! It was {b.name}
ask what x1
? What kind of animal was {n1}
? What kind of animal had {b.name} brought
! It was {x1.a}
! {n1} was {x1.a}
ask what n1
? What was the {x1} called
? What was the name of the animal that {b.name} had brought
! It was called {n1}
! Its name was {n1}
ask what w1
? For what did {n1} get a prize
? What was {n1} praised for
! {n1} won the prize for {w1}
! It was for {w1}
ask what n1
? Which animal had {w1}
? Who won the prize for {w1}
! {n1} had {w1}
! It was {n1}, the {x1} that {b.name} had brought
ask who c
? Who had brought {n2}
? Who came with the {x2}
! {c.name} had brought {n2}
! It was {c.name}
ask what x2
? What kind of animal was {n2}
? What kind of animal had {c.name} brought
! It was {x2.a}
! {n2} was {x2.a}
ask what n2
? What was the {x2} called
? What was the name of the animal that {c.name} had brought
! It was called {n2}
! Its name was {n2}
ask what w2
? For what did {n2} get a prize
? What was {n2} praised for
! {n2} won the prize for {w2}
! It was for {w2}
ask what n2
? Which animal had {w2}
? Who won the prize for {w2}
! {n2} had {w2}
! It was {n2}, the {x2} that {c.name} had brought
ask who d
? Who had brought {n3}
? Who came with the {x3}
! {d.name} had brought {n3}
! It was {d.name}
ask what x3
? What kind of animal was {n3}
? What kind of animal had {d.name} brought
! It was {x3.a}
! {n3} was {x3.a}
ask what n3
? What was the {x3} called
? What was the name of the animal that {d.name} had brought
! It was called {n3}
! Its name was {n3}
ask what w3
? For what did {n3} get a prize
? What was {n3} praised for
! {n3} won the prize for {w3}
! It was for {w3}
ask what n3
? Which animal had {w3}
? Who won the prize for {w3}
! {n3} had {w3}
! It was {n3}, the {x3} that {d.name} had brought
ask who e
? Who had brought {n4}
? Who came with the {x4}
! {e.name} had brought {n4}
! It was {e.name}
ask what x4
? What kind of animal was {n4}
? What kind of animal had {e.name} brought
! It was {x4.a}
! {n4} was {x4.a}
ask what n4
? What was the {x4} called
? What was the name of the animal that {e.name} had brought
! It was called {n4}
! Its name was {n4}
ask what w4
? For what did {n4} get a prize
? What was {n4} praised for
! {n4} won the prize for {w4}
! It was for {w4}
ask what n4
? Which animal had {w4}
? Who won the prize for {w4}
! {n4} had {w4}
! It was {n4}, the {x4} that {e.name} had brought
