title a conversation at the lost-property office
form dialogue
cast a: postman
cast b: child
cast c: child
cast d: old
cast e: grown
word x1: umbrella, recorder, mitten, pocket watch, straw hat, satchel, lunch box, walking stick, football boot, penknife
word x2: umbrella, recorder, mitten, pocket watch, straw hat, satchel, lunch box, walking stick, football boot, penknife
word x3: umbrella, recorder, mitten, pocket watch, straw hat, satchel, lunch box, walking stick, football boot, penknife
word x4: umbrella, recorder, mitten, pocket watch, straw hat, satchel, lunch box, walking stick, football boot, penknife
word p1: under a bench in the park, on the ferry, at the market, on the church wall, at the bus stop, in the school yard, in a rowing boat, in front of the bakery
word p2: under a bench in the park, on the ferry, at the market, on the church wall, at the bus stop, in the school yard, in a rowing boat, in front of the bakery
word p3: under a bench in the park, on the ferry, at the market, on the church wall, at the bus stop, in the school yard, in a rowing boat, in front of the bakery
word p4: under a bench in the park, on the ferry, at the market, on the church wall, at the bus stop, in the school yard, in a rowing boat, in front of the bakery
word left: a set of false teeth, a tuba, a wooden leg, a stuffed owl, a wedding cake

beat line
{a.name}: One after the other, please! What have you lost?
{a.name}: Good morning! So many people today. Who has lost what?
{a.name}: Please stand in line! Tell me what you are looking for.
beat mix line
{b.name}: I have lost my {x1}.
{b.name}: I am looking for my {x1}. Without it I cannot go home.
{b.name}: It is about my {x1}. I have searched everywhere.
{b.name}: Yesterday I still had my {x1}, and today it is gone.
beat mix line
{c.name}: My {x2} is gone!
{c.name}: I do not know where I left my {x2}.
{c.name}: Have you got my {x2}, by any chance?
{c.name}: I came for my {x2}. I must have left it somewhere.
beat mix line
{d.name}: At my age one forgets things. This time it was my {x3}.
{d.name}: I miss my {x3}. I have had it for thirty years.
{d.name}: Excuse me, has anyone found my {x3}?
{d.name}: I would give anything to have my {x3} back.
beat mix line
{e.name}: I was in a hurry and left my {x4} somewhere.
{e.name}: I would like to have my {x4} back.
{e.name}: I am here because of my {x4}.
{e.name}: Please tell me that you have my {x4}.
beat line
{a.name}: Let me see. This is what my list says:
{a.name}: Wait a moment. I have it all written down here:
{a.name}: I am sure that we can find all of it. Let me read it out to you:
beat mix line
- The {x1} was found {p1}.
- Somebody found the {x1} {p1}.
- The {x1}: found {p1}.
beat mix line
- The {x2} was lying {p2}.
- The {x2} turned up {p2}.
- The {x2}: found {p2}.
beat mix line
- The {x3} was picked up {p3}.
- A child found the {x3} {p3}.
- The {x3}: found {p3}.
beat mix line
- The {x4} had been left {p4}.
- The {x4} was discovered {p4}.
- The {x4}: found {p4}.
beat line
{d.name}: Wonderful! How can we ever thank you?
{d.name}: I cannot believe it. You have everything!
{d.name}: You have made four people happy before breakfast!
beat line
{a.name}: Just sign here, all of you. And does anybody know whose this is? It is {left}.
{a.name}: It is nothing. But perhaps you can help me, too. Who could have lost {left}?
{a.name}: I wish that all my mornings were like this. Only one thing is left. Who in the world has lost {left}?
beat maybe line
{b.name}: Nobody we know, I hope!
{b.name}: It must be somebody very strange.

ask what x1
? What had {b.name} lost
? What was {b.name} looking for
! {b.name} had lost the {x1}
! It was the {x1}
ask who c
? Who had lost the {x2}
? To whom did the {x2} belong
! {c.name} had lost the {x2}
! It belonged to {c.name}
ask what x3
? What had {d.name} lost
? What was {d.name} looking for
! {d.name} had lost the {x3}
! It was the {x3}
ask who e
? Who had lost the {x4}
? To whom did the {x4} belong
! {e.name} had lost the {x4}
! It belonged to {e.name}
ask where p1
? Where was the {x1} found
? Where had {b.name} left the {x1}
! The {x1} was found {p1}
! It was found {p1}
ask where p2
? Where was the {x2} found
? Where had {c.name} left the {x2}
! The {x2} was found {p2}
! It was found {p2}
ask where p3
? Where was the {x3} found
! It was found {p3}
! The {x3} was found {p3}
ask where p4
? Where was the {x4} found
! It was found {p4}
! The {x4} was found {p4}
ask what left
? What has nobody asked for
? What else has been found
! It is {left}
! Somebody has lost {left}
