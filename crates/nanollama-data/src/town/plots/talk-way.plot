title a conversation about the way
form dialogue
cast a: child
cast b: old
cast c: grown
place p: museum, station, harbour, post office, library, mill, toy shop
word w1: the fountain, the church, the stone lion, the blue pump, the big chestnut tree, the town hall, the sundial, the old wall
word w2: the fountain, the church, the stone lion, the blue pump, the big chestnut tree, the town hall, the sundial, the old wall
word w3: the fountain, the church, the stone lion, the blue pump, the big chestnut tree, the town hall, the sundial, the old wall
word side: left, right
word side2: on the left, on the right
word bring: a parcel, a message, an umbrella that was left behind, a pot of soup, a bunch of keys, a letter
word t: five, ten, fifteen, twenty
word smell: fresh paint, coffee, warm bread, roses, tar

beat line
{a.name}: Excuse me, can you help me? I have lost my way.
{a.name}: Excuse me, please. I do not know this part of the town. Will you help me?
{a.name}: Good day! Could you tell me the way, please?
{a.name}: Pardon me. I am afraid that I have taken a wrong turning. Can you help me?
beat line
{b.name}: Gladly, my child. Where do you want to go?
{b.name}: Of course. What are you looking for?
{b.name}: I have lived here for seventy years. Where are you going?
beat line
{a.name}: I have to get {p.to}. {c.name} is waiting there for {bring}.
{a.name}: I want to go {p.to}, because I have to take {c.name} {bring}.
{a.name}: I am on my way {p.to}. {c.name} needs {bring}.
beat line
{b.name}: That is not difficult. First you go straight on until you come to {w1}.
{b.name}: So you are looking for {p}. That is easy. First walk up this street as far as {w1}.
{b.name}: Listen carefully. You begin here and go on as far as {w1}.
beat line
{a.name}: As far as {w1}. And then?
{a.name}: To {w1}. I see. What comes next?
{a.name}: I know {w1}. And after that?
beat line
{b.name}: There you turn {side} and go on until you see {w2}.
{b.name}: Then turn {side}, and after a little while you will come to {w2}.
{b.name}: Behind {w1} there is a lane to the {side}. Take it, and soon you will see {w2}.
beat line
{a.name}: Shall I be there then?
{a.name}: And is that the end of the way?
{a.name}: Can I see it from there?
beat line
{b.name}: Not yet. Last of all you go past {w3}, and there it is, {side2}. (You cannot miss it, for it smells of {smell} there.|If you smell {smell}, you have gone the right way.|)
{b.name}: Almost. You walk past {w3}, and then you will find it {side2}. (You cannot miss it, for it smells of {smell} there.|If you smell {smell}, you have gone the right way.|)
{b.name}: From there it is only a few steps, past {w3}, and you will find it {side2}. (You cannot miss it, for it smells of {smell} there.|If you smell {smell}, you have gone the right way.|)
beat line
{a.name}: Let me say it once more. First {w1}, then {side} to {w2}, and then past {w3}.
{a.name}: So it is {w1} first, after that {w2}, and at the end {w3}. Is that right?
{a.name}: I will try to remember it: {w1}, then {w2}, then {w3}. Have I got it right?
beat line
{b.name}: Exactly! You have a good memory.
{b.name}: That is right. You would make a good guide.
{b.name}: You got it right the first time. I need a map even for my own cellar.
beat line
{a.name}: Is it far?
{a.name}: How long does it take?
{a.name}: Will I be there before noon?
beat line
{b.name}: On my old legs I need half an hour, but you can do it in {t} minutes.
{b.name}: It will take you {t} minutes, if you do not stop at every shop window.
{b.name}: With young legs like yours it is {t} minutes, no more.
beat line
{a.name}: Thank you very much for your help!
{a.name}: Many thanks. Now I shall find it.
{a.name}: You have helped me very much. Have a nice day!
beat maybe line
{b.name}: You are welcome. Give {c.name} my best wishes.
{b.name}: Good luck! And if you get lost, just ask again.

ask where p
? Where does {a.name} want to go
? To which place is {a.name} going
! {a.name} wants to go {p.to}
! {a.name} is going {p.to}
ask who c
? Who is waiting for {bring}
? To whom does {a.name} have to take {bring}
! {c.name} is waiting for it
! It is {c.name}
ask first w1
? What does {a.name} come to first
? What comes first on the way
! First {a.name} comes to {w1}
! {w1} comes first
ask then w2
? What comes second on the way, after {w1}
? What does {a.name} come to after {w1}
! After {w1} comes {w2}
! {w2} comes next
ask then w3
? What does {a.name} walk past last of all
? What comes last on the way
! {a.name} walks past {w3} last of all
! {w3} comes last
ask where side
? Which way must {a.name} turn at {w1}
! {a.name} must turn {side}
! At {w1} {a.name} must turn {side}
ask how-many t
? How many minutes does {a.name} need
? How long does it take {a.name} to get there
! {a.name} needs {t} minutes
! It takes {t} minutes
